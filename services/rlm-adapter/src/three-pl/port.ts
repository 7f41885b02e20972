import type { AsnDraft } from '../rlm-return-authorization/authorize.js';
import type { Receipt } from '../rlm-return-authorization/receipt.js';

/** A receipt together with the RA that it was received against; null for a parcel that nobody announced. */
export interface ReportedReceipt {
  readonly raNumber: string | null;
  readonly trackingNumber: string | null;
  readonly receipt: Receipt;
  readonly updatedAt: string;
}

/** Everything that we ask of a warehouse (contracts/rlm-and-3pl.md §4.2). */
export interface ThreePlPort {
  /** The warehouse's own number of the return order. */
  announce(draft: AsnDraft, key: string, signal?: AbortSignal): Promise<string>;
  /** Receipts changed since then, page by page; each is raw, to be read one by one. */
  receiptsSince(since: Date, signal: AbortSignal): AsyncIterable<readonly unknown[]>;
}
