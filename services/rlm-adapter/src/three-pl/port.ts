import type { AsnDraft } from '../rlm-return-authorization/authorize.js';
import type { Receipt } from '../rlm-return-authorization/receipt.js';
import type { VendorCall } from '../vendor-call.js';

/** A receipt together with the RA that it was received against; null for a parcel that nobody announced. */
export interface ReportedReceipt {
  readonly raNumber: string | null;
  readonly trackingNumber: string | null;
  /** The shop's name of the order, where it stood on the box. */
  readonly orderNumber: string | null;
  readonly receipt: Receipt;
}

/** What came from the warehouse, as it came: kept before it is understood. */
export interface RawNews {
  /** How it came. */
  readonly source: string;
  /** The same key again is the same news. */
  readonly dedupeKey: string;
  readonly body: Buffer;
  readonly headers: Record<string, string>;
}

/** What the warehouse tells. */
export type WarehouseNews = { readonly kind: 'receipt' } & ReportedReceipt;

/** A return order that the warehouse has. */
export interface Announced extends AsnDraft {
  /** What `announce` gave. */
  readonly reference: string;
}

/**
 * Everything that we ask of a warehouse (contracts/rlm-and-3pl.md §4). Some answer at once, others by files hours later: what
 * they say then comes as news.
 */
export interface ThreePlPort {
  /** The warehouse's own number of the return order. Under one key, or for one RA, there is one return order. */
  announce(draft: AsnDraft, call: VendorCall): Promise<string>;
  /** Replaces what was announced; only while nothing has arrived (contracts/rlm-and-3pl.md §4.1). */
  change(announced: Announced, call: VendorCall): Promise<void>;
  /** Nothing is to be expected any more; only while nothing has arrived. */
  cancel(announced: Announced, call: VendorCall): Promise<void>;
  /** News since then, page by page. When the next page is asked for, the one before counts as kept. */
  newsSince(since: Date, call: Omit<VendorCall, 'key'>): AsyncIterable<readonly RawNews[]>;
  /** What such news says. @throws BackhaulError RECEIPT_NOT_UNDERSTOOD: it is parked, never guessed at */
  read(raw: Pick<RawNews, 'body' | 'headers'>): readonly WarehouseNews[];
  /** Every receipt of one RA. @throws BackhaulError RECEIPT_NOT_UNDERSTOOD when one of them cannot be read */
  receiptsOf(raNumber: string, since: Date, call: VendorCall): Promise<Receipt[]>;
}
