import { createHmac } from 'node:crypto';
import type { Stage } from './stage.js';

/** Signs what the warehouse of the stage posts to us. */
export const WAREHOUSE_SECRET = 'the warehouse and Northfold';

/** A line of a receipt: an item by UPC or SKU, and what became of it. */
export interface PostedLine {
  readonly upc?: string;
  readonly sku?: string;
  readonly quantity: number;
  /** Default RESTOCK. */
  readonly disposition?: string;
}

/** What the warehouse knows of a parcel. */
export interface PostedReceipt {
  readonly receiptId: string;
  /** The number of the RMA, where it stands on the parcel. */
  readonly rma?: string;
  readonly lines: readonly PostedLine[];
}

/** A warehouse posts a receipt to us, signed (contracts/rlm-and-3pl.md §4.2). Gives the HTTP status. */
export async function postReceipt(stage: Stage, { receiptId, rma, lines }: PostedReceipt): Promise<number> {
  const data = {
    receipt_id: receiptId,
    ra_number: rma ?? null,
    warehouse_code: 'WEST1',
    received_at: new Date().toISOString(),
    revision: 1,
    lines: lines.map((line) => ({ disposition: 'RESTOCK', ...line })),
  };
  const body = JSON.stringify({ type: 'return_receipt.created', data });
  const signature = createHmac('sha256', WAREHOUSE_SECRET).update(body).digest('hex');
  const answer = await fetch(`${stage.urlOf('aims360-adapter')}/webhooks/warehouse/northfold`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-signature': signature },
    body,
  });
  return answer.status;
}
