import type { RmaDraft } from '../aims360-rma/rma-draft.js';
import { lineBody, toNumber, type WantedLine } from './rma-lines.js';

/** What the draft's codes stand for. */
export interface ResolvedDraft {
  readonly orderNumber: string;
  readonly warehouseId: string;
  readonly reasonId: string;
  /** The day of the return in the merchant's zone: business dates have none of their own. */
  readonly entered: string;
  readonly lines: readonly WantedLine[];
}

/** The body of `POST rma` (contracts/aims360.md §4). */
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
    lineItems: resolved.lines.map((line) => lineBody(line, resolved)),
  };
}
