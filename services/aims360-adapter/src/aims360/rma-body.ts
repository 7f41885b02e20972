import { formatMoney, type Money } from '@backhaul/money';
import type { RmaDraft } from '../aims360-rma/authorize-return.js';
import type { ItemRef } from './masters.js';

/** Ids that the draft's codes stand for. */
export interface ResolvedDraft {
  readonly orderNumber: string;
  readonly warehouseId: string;
  readonly reasonId: string;
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
    entered: draft.enteredAt.slice(0, 10),
    currencyCode: draft.currency,
    tax: toNumber(draft.tax),
    restockingFee: toNumber(draft.fee),
    lineItems: lineItems(draft, resolved),
  };
}

function lineItems(draft: RmaDraft, { itemOf }: ResolvedDraft): object[] {
  const lines = new Map<string, { styleColorID: string; price: number; sizes: Map<string, number> }>();
  for (const unit of draft.units) {
    const { styleColorId, sizeName } = itemOf(unit.unitId);
    const key = `${styleColorId}|${unit.price.amount}`;
    const line = lines.get(key) ?? {
      styleColorID: styleColorId,
      price: toNumber(unit.price),
      sizes: new Map<string, number>(),
    };
    line.sizes.set(sizeName, (line.sizes.get(sizeName) ?? 0) + 1);
    lines.set(key, line);
  }
  return [...lines.values()].map(({ sizes, ...line }) => ({
    ...line,
    sizes: [...sizes].map(([sizeName, authorizedQuantity]) => ({ sizeName, authorizedQuantity })),
  }));
}
