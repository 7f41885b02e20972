import type { EventData } from '@backhaul/contracts';
import type { RaDraft } from '../rlm-return-authorization/authorize.js';
import type { MadeRa } from '../rlm-return-authorization/ra-lines.js';
import type { PostedReceipt, PostResult } from '../rlm-return-authorization/receipts.js';
import type { ImportedRefund, ImportResult } from '../rlm-return-authorization/refund.js';
import type { RefundDraft } from '../rlm-return-authorization/refunds.js';
import type { VendorCall } from '../vendor-call.js';
import type { RlmOrders } from './orders-port.js';

/** A receipt is known by the warehouse's code and number together. */
export interface ReceiptName {
  readonly warehouse: string;
  readonly receiptId: string;
}

/** What the ERP answered to a refund; an error may pass after somebody has mended the cause. */
export type ImportAnswer = ImportResult | { readonly kind: 'error'; readonly reason: string };

/** What the ERP made of a receipt; a person who says that it is there says no more than that. */
export interface StoredReceipt {
  /** Lines with an item that it does not know: it holds the receipt until it does (contracts/rlm-and-3pl.md §5). Left out: none. */
  readonly unknownItems?: readonly string[];
  /** Left out: it counts. */
  readonly posted?: PostResult;
}

/** An RA as RLM shows it by now, whoever made or changed it. */
export interface SeenRa {
  readonly raNumber: string;
  /** Loop's number of the return that it is for. */
  readonly externalReturnId: string;
  readonly status: 'open' | 'closed' | 'cancelled';
}

/** A warehouse of RLM. */
export interface RlmWarehouse {
  readonly number: number;
  readonly quality: 'first' | 'second';
  /** The shop's location that sells from it. */
  readonly locationId: string | null;
  /** Where second quality goes that came back to it. */
  readonly secondQualityWarehouse: number | null;
}

/** Sellable stock and the moment before which no later movement can be in it. */
export interface StockRead {
  readonly levels: EventData<'InventoryExported'>['levels'];
  readonly readAt: Date;
}

/**
 * Everything that we ask of RLM. No REST reference is public (contracts/rlm-and-3pl.md §1): the assumed paths stay behind
 * this port. Look-ups compare what they were given with what they asked for: a server that ignores a filter must not give us
 * another return's document.
 */
export interface RlmPort {
  readonly orders: RlmOrders;
  /** The RAs of our return, one per division; empty when there is none. @throws RaDiffers */
  findRas(draft: RaDraft, call: VendorCall): Promise<MadeRa[]>;
  /** One RA per division of the items, all or none. @throws RaDiffers when they do not hold what was asked for */
  createRas(draft: RaDraft, call: VendorCall): Promise<MadeRa[]>;
  /** Of RAs that are there: null when this very call has made them; otherwise RLM's word that it has not. Makes none. */
  madeByOthers(draft: RaDraft, call: VendorCall): Promise<string | null>;
  /** RAs of Loop's returns that were made or changed since then, page by page; none where the transport has no RAs. */
  changedRas(since: Date, call: Omit<VendorCall, 'key'>): AsyncIterable<readonly SeenRa[]>;
  /** True once the RA has left `OPEN`; a cancelled one never gets there. */
  isTransmitted(raNumber: string, call: VendorCall): Promise<boolean>;
  transmitRa(raNumber: string, call: VendorCall): Promise<void>;
  /** Before anything has arrived. */
  cancelRa(raNumber: string, call: VendorCall): Promise<void>;
  isCancelled(raNumber: string, call: VendorCall): Promise<boolean>;
  /** Null unless the ERP has this revision of the receipt or a newer one. */
  findReceipt(posted: PostedReceipt, call: VendorCall): Promise<StoredReceipt | null>;
  postReceipt(posted: PostedReceipt, call: VendorCall): Promise<StoredReceipt>;
  /** Takes the receipt from the export queue; one that left it, or was never in it, stays as it is. */
  markExported(receipt: ReceiptName, call: VendorCall): Promise<void>;
  /** Null when the refund has not been imported. */
  findImport(draft: RefundDraft, call: VendorCall): Promise<ImportedRefund | null>;
  importRefund(draft: RefundDraft, call: VendorCall): Promise<ImportAnswer>;
  /** The company's warehouses. @throws when key or company are not right */
  warehouses(call: VendorCall): Promise<RlmWarehouse[]>;
  /** Sellable stock (FIRST warehouses only) of these SKUs at every mapped location of the shop. */
  levels(skus: readonly string[], call: VendorCall): Promise<StockRead>;
  /** The same for every SKU whose stock has moved since then; none where the transport cannot tell what moved. */
  changedLevels(since: Date, call: VendorCall): Promise<StockRead>;
}
