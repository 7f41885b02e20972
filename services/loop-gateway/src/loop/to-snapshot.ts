import { notUnderstood } from '@backhaul/vendor-http';
import type { Money } from '@backhaul/money';
import type { ReturnSnapshot } from '../loop-return/snapshot.js';
import { returnDocument, type ReturnDocument } from './return-document.js';
import { moneyIn } from './values.js';

type ToMoney = (value: string | number | null | undefined) => Money;

/**
 * The return in our words.
 * @throws VendorError VENDOR_NOT_UNDERSTOOD when the document does not fit the contract: it is never guessed at
 */
export function toSnapshot(raw: unknown): ReturnSnapshot {
  const parsed = returnDocument.safeParse(raw);
  if (!parsed.success) {
    const details = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), expected: issue.message }));
    throw notUnderstood('Loop', 'the return that Loop shows does not fit its contract', details);
  }
  const document = parsed.data;
  const money = moneyIn(document.currency);
  return {
    externalReturnId: document.id,
    state: document.state,
    order: { orderId: document.provider_order_id, orderName: document.order_name },
    outcome: document.outcome ?? outcomeOf(document, money),
    shopper: null,
    units: document.line_items.filter((line) => !isRejected(line)).map((line) => unitOf(line, money)),
    exchangeItems: (document.exchanges ?? []).map(({ exchange_id, variant_id, sku, title, total, out_of_stock }) => ({
      exchangeId: exchange_id,
      variantId: variant_id,
      sku,
      title,
      total: money(total),
      outOfStock: out_of_stock ?? false,
    })),
    amounts: amountsOf(document, money),
    parcel: {
      carrier: document.carrier,
      trackingNumber: document.tracking_number,
      status: document.label_status,
      labelUrl: document.label_url,
    },
    gift: document.is_gift_return ?? false,
    multiCurrency: document.multi_currency ?? false,
    createdAt: document.created_at,
    updatedAt: document.updated_at ?? document.edited_at ?? document.created_at,
    refunds: (document.refunds ?? []).map((refund) => refundOf(refund, document.currency)),
    exchangeOrders: exchangeOrdersOf(document),
    owesExchange: (document.exchanges ?? []).some(
      (item) => item.out_of_stock === true && item.out_of_stock_resolution === null,
    ),
    storeCreditOrderId: document.gift_card_order_id,
  };
}

/** Money of another currency cannot be summed up with the rest: then a person looks. */
function refundOf(
  { provider_refund_id, amount, currency }: NonNullable<ReturnDocument['refunds']>[number],
  shopCurrency: string,
): ReturnSnapshot['refunds'][number] {
  if (currency !== null && currency !== shopCurrency) {
    throw notUnderstood('Loop', `refund ${provider_refund_id} is not in ${shopCurrency}`, { currency });
  }
  return { refundId: provider_refund_id, amount: moneyIn(shopCurrency)(amount) };
}

/** A person gives nothing for it. Loop does not publish its words for the outcome of a line (contracts/loop.md §2.1). */
const isRejected = ({ outcome }: ReturnDocument['line_items'][number]): boolean =>
  ['reject', 'rejected'].includes(outcome?.toLowerCase() ?? '');

function unitOf(line: ReturnDocument['line_items'][number], money: ToMoney): ReturnSnapshot['units'][number] {
  return {
    unitId: line.line_item_id,
    orderLineId: line.provider_line_item_id,
    variantId: line.variant_id,
    sku: line.sku,
    barcode: line.barcode,
    title: line.title ?? line.line_item_title,
    price: money(line.price),
    discount: money(line.discount),
    tax: money(line.tax),
    refund: money(line.refund),
    reason: line.return_reason ?? line.reason,
    parentReason: line.parent_return_reason ?? line.parent_reason,
    outcome: line.outcome?.toLowerCase() === 'keep' ? 'keep' : 'return',
  };
}

function amountsOf(document: ReturnDocument, money: ToMoney): ReturnSnapshot['amounts'] {
  return {
    product: money(document.return_product_total),
    discount: money(document.return_discount_total),
    tax: money(document.return_tax_total),
    total: money(document.return_total),
    exchangeCredit: money(document.return_credit_total),
    exchangeTotal: money(document.exchange_total),
    refund: money(document.refund),
    storeCredit: money(document.gift_card),
    upsell: money(document.upsell),
    handlingFee: money(document.handling_fee),
  };
}

/** Not every document names its outcome; the amounts do (contracts/loop.md §4.3). */
function outcomeOf(document: ReturnDocument, money: ToMoney): string {
  const parts = [
    (document.exchanges ?? []).length > 0 ? ['exchange'] : [],
    money(document.refund).amount > 0 ? ['refund'] : [],
    money(document.gift_card).amount > 0 ? ['credit'] : [],
  ].flat();
  return parts.length === 0 ? 'refund' : parts.join('+');
}

function exchangeOrdersOf(document: ReturnDocument): ReturnSnapshot['exchangeOrders'] {
  const named = [document, ...(document.exchanges ?? [])].flatMap(({ exchange_order_id, exchange_order_name }) =>
    exchange_order_id === null ? [] : [[exchange_order_id, exchange_order_name] as const],
  );
  return [...new Map(named)].map(([orderId, orderName]) => ({ orderId, orderName }));
}
