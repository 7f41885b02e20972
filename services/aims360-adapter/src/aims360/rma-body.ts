import { formatMoney, type Money } from '@backhaul/money';
import type { RmaDraft } from '../aims360-rma/rma-draft.js';
import type { ItemRef } from './masters.js';

/** Ids that the draft's codes stand for. */
export interface ResolvedDraft {
  readonly orderNumber: string;
  readonly warehouseId: string;
  readonly reasonId: string;
  /** The day of the return in the merchant's zone: business dates have none of their own. */
  readonly entered: string;
  readonly itemOf: (unitId: string) => ItemRef;
}

/** Money is a JSON number here (contracts/aims360.md, types); the shortest decimal text of minor units is exact. */
export const toNumber = (amount: Money): number => Number(formatMoney(amount));

/** The body of `POST rma`: one line per style-colour and price, one size entry per size (contracts/aims360.md §4). */
export function rmaBody(draft: RmaDraft, resolved: ResolvedDraft): object {
  return {
    customerAccount: draft.customerAccount,
    order: resolved.orderNumber,
    customerPurchaseOrder: draft.order.orderName,
    thirdPartyOrderID: draft.order.orderId,
    thirdPartyReturnID: draft.externalReturnId,
    source: 'API',
    warehouseID: resolved.warehouseId,
    returnAuthorizationID: resolved.reasonId,
    entered: resolved.entered,
    currencyCode: draft.currency,
    tax: toNumber(draft.tax),
    restockingFee: toNumber(draft.fee),
    lineItems: lineItems(draft, resolved),
  };
}

interface Line {
  readonly styleColorID: string;
  readonly price: number;
  readonly sizes: Map<string, number>;
  readonly reasons: Set<string>;
}

/** The shopper's own reasons do not fit the ERP's list: they go along as the line's note. */
function lineItems(draft: RmaDraft, { itemOf }: ResolvedDraft): object[] {
  const lines = new Map<string, Line>();
  for (const { unitId, price, reason } of draft.units) {
    const { styleColorId, sizeName } = itemOf(unitId);
    const key = `${styleColorId}|${price.amount}`;
    const line = lines.get(key) ?? newLine(styleColorId, price);
    lines.set(key, line);
    line.sizes.set(sizeName, (line.sizes.get(sizeName) ?? 0) + 1);
    if (reason !== null) line.reasons.add(reason);
  }
  return [...lines.values()].map(({ sizes, reasons, ...line }) => ({
    ...line,
    ...(reasons.size === 0 ? {} : { lineNote: [...reasons].join('; ').slice(0, 500) }),
    sizes: [...sizes].map(([sizeName, authorizedQuantity]) => ({ sizeName, authorizedQuantity })),
  }));
}

const newLine = (styleColorID: string, price: Money): Line => ({
  styleColorID,
  price: toNumber(price),
  sizes: new Map(),
  reasons: new Set(),
});
