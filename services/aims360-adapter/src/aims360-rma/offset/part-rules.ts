import { compare, displayMoney, isZero, subtract, zero, type Money } from '@backhaul/money';
import { paidByAll } from '../refund.js';
import type { Processed, Requested, Rma } from '../state.js';
import type { SeenExchangeOrder } from './offset-state.js';
import type { Purpose } from './purposes.js';

/** What the parts are made from: a return that was credited and processed. */
export interface OffsetFacts {
  readonly requested: Requested;
  readonly credit: NonNullable<Rma['credit']>;
  readonly processed: Processed;
  readonly refunds: Rma['refunds'];
  readonly exchangeOrders: Readonly<Record<string, SeenExchangeOrder>>;
}

/** A part of the credit before tax is looked at. */
interface GrossPart {
  readonly purpose: Purpose;
  /** With tax, as the shopper got it. */
  readonly gross: Money;
  /** Offset by a debit, or applied to the invoice of the exchange order. */
  readonly way: 'debit' | 'apply';
}

/** What one rule says: parts; that proof is still to come; or why a person has to decide. */
export type Finding = readonly GrossPart[] | { readonly pending: true } | { readonly problem: string };
type PartRule = (facts: OffsetFacts) => Finding;

const pending: Finding = { pending: true };
const part = (purpose: Purpose, gross: Money, way: GrossPart['way'] = 'debit'): Finding =>
  isZero(gross) ? [] : [{ purpose, gross, way }];

/** Money that went back to the original payment, once every refund of it is confirmed in the shop and nothing is pending. */
const refunded: PartRule = ({ processed, refunds }) => {
  const paid = paidByAll(processed.refundIds, refunds, processed.refunded.currency);
  return paid === null ? pending : part('refund', paid.refunded);
};

/** A gift card or store credit: the liability lives in the shop from then on. */
const storeCreditGiven: PartRule = ({ processed }) => part('store-credit', processed.storeCredit);

/**
 * The value that the exchange used up. With Loop discount on, the exchange order was discounted by it, and so the credit is
 * consumed; with it off, or natively, the order is at full price and the credit belongs on its invoice.
 */
const exchanged: PartRule = ({ processed, requested, exchangeOrders }) => {
  const { exchangeCredit } = processed;
  if (isZero(exchangeCredit)) return [];
  const ids = [...new Set([...processed.exchangeOrderIds, ...requested.exchangeOrderIds])];
  if (ids.length === 0)
    return { problem: `${displayMoney(exchangeCredit)} went into an exchange, and Loop names no order for it.` };
  const orders = ids.map((id) => exchangeOrders[id]).filter((order) => order !== undefined);
  if (orders.length < ids.length) return pending;
  const cancelled = orders.find((order) => order.cancelled);
  if (cancelled !== undefined) return { problem: `The exchange order ${cancelled.name} was cancelled in the shop.` };
  const discounted = orders.filter(({ native, creditDiscount }) => !native && !isZero(creditDiscount));
  if (discounted.length === 0) return part('exchange', exchangeCredit, 'apply');
  if (discounted.length === orders.length) return part('exchange', exchangeCredit);
  return { problem: 'Some exchange orders of the return are discounted by its value, and some are not.' };
};

/** The handling fee, as far as it did not lower the credit already. */
const feeKept: PartRule = ({ requested, credit }) => {
  const kept = subtract(requested.fee, credit.fee);
  return compare(kept, zero(kept.currency)) > 0 ? part('fee', kept) : [];
};

/** The parts of an offset, one rule each (contracts/aims360.md §5.4). */
export const partRules: readonly PartRule[] = [refunded, storeCreditGiven, exchanged, feeKept];
