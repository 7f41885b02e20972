import type { RestockType } from '../orders/order.js';

/** What a refund shall do, with plain ids and minor units. */
export interface RefundRequest {
  note: string;
  /** The return that it comes out of. */
  returnId?: string;
  processedAt: string | null;
  shipping: number;
  lines: { lineItemId: string; quantity: number; restockType: RestockType; locationId: string | null }[];
  money: { kind: string; parentId: string | null; amount: number }[];
}

/** A refusal in the shape of a `UserError`. */
export interface UserError {
  field: string[] | null;
  message: string;
}
