import type { AsnDraft } from '../rlm-return-authorization/authorize.js';
import type { Receipt } from '../rlm-return-authorization/receipt.js';
import type { VendorCall } from '../vendor-call.js';

/** A receipt together with the RA that it was received against; null for a parcel that nobody announced. */
export interface ReportedReceipt {
  readonly raNumber: string | null;
  readonly trackingNumber: string | null;
  readonly receipt: Receipt;
}

/** Everything that we ask of a warehouse (contracts/rlm-and-3pl.md §4.2). */
export interface ThreePlPort {
  /** The warehouse's own number of the return order. Under one key, or for one RA, there is one return order. */
  announce(draft: AsnDraft, call: VendorCall): Promise<string>;
  /** Receipts changed since then, page by page; each is raw, to be read one by one. */
  receiptsSince(since: Date, call: Omit<VendorCall, 'key'>): AsyncIterable<readonly unknown[]>;
  /** Every receipt of one RA. @throws BackhaulError RECEIPT_NOT_UNDERSTOOD when one of them cannot be read */
  receiptsOf(raNumber: string, since: Date, call: VendorCall): Promise<Receipt[]>;
}
