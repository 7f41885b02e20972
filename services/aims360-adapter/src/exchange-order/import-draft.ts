import { displayMoney } from '@backhaul/money';
import type { ExchangePolicy } from './policy.js';
import type { ShopLine, ShopOrder } from './shop-order.js';

export const importOrderEffect = 'aims360.import-order';
export const findStagedEffect = 'aims360.find-staged';
export const amendOrderEffect = 'aims360.amend-order';

/** An exchange order to import, once for good: the ERP keeps the shop's id on it. */
export interface ImportDraft {
  readonly returnId: string;
  readonly exchangeOrderId: string;
  readonly exchangeOrderName: string;
  /** The original order in the shop: its shipping type is the first choice. */
  readonly originalOrderId: string;
  readonly originalOrderName: string;
  /** Defaults of the store, codes; null: a person is asked. */
  readonly shippingType: string | null;
  readonly paymentType: string | null;
  /** For whoever opens the order in the ERP. */
  readonly note: string;
}

/** Items to add to an order that is in the ERP already: the exchange was made on the original order. */
export interface AmendDraft {
  readonly returnId: string;
  readonly originalOrderId: string;
  readonly originalOrderName: string;
  readonly lines: readonly ShopLine[];
  readonly note: string;
}

export function importDraftOf(returnId: string, shop: ShopOrder, policy: ExchangePolicy): ImportDraft {
  const { exchangeOrderId, exchangeOrderName, orderId, orderName } = shop;
  return {
    returnId,
    exchangeOrderId,
    exchangeOrderName,
    originalOrderId: orderId,
    originalOrderName: orderName,
    shippingType: policy.shippingType,
    paymentType: policy.paymentType,
    note: noteOf(returnId, shop),
  };
}

export function amendDraftOf(returnId: string, shop: ShopOrder, lines: readonly ShopLine[]): AmendDraft {
  const { orderId, orderName } = shop;
  return { returnId, originalOrderId: orderId, originalOrderName: orderName, lines, note: noteOf(returnId, shop) };
}

const noteOf = (returnId: string, { orderName }: ShopOrder): string =>
  `Exchange for ${orderName}, return ${returnId.slice(returnId.indexOf('-') + 1)}`;

/** For the person who imports it by hand. */
export const importValues = (draft: ImportDraft): Record<string, string> => ({
  order: draft.exchangeOrderName,
  'exchange for': draft.originalOrderName,
  'shipping type': draft.shippingType ?? `as on ${draft.originalOrderName}`,
  'payment type': draft.paymentType ?? 'the one for exchanges',
  note: draft.note,
});

/** For the person who adds the items by hand. */
export const amendValues = (draft: AmendDraft): Record<string, string> => ({
  order: draft.originalOrderName,
  items: draft.lines
    .map(({ quantity, sku, barcode, title, unitPrice }) => {
      return `${quantity} × ${sku ?? barcode ?? title ?? '?'} at ${displayMoney(unitPrice)}`;
    })
    .join(', '),
  note: draft.note,
});
