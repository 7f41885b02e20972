import type { Money } from '@backhaul/money';
import type {
  AdjustmentDraft,
  AdjustmentReading,
  CreditReading,
  StagedAdjustment,
} from '../aims360-rma/offset/adjustment.js';
import type { Operation } from '../aims360-store/operations.js';
import type { Probe } from './probe.js';
import type { RmaDraft } from '../aims360-rma/rma-draft.js';
import type { RmaSnapshot } from '../aims360-rma/rma-snapshot.js';
import type { ErpOrder, StagedOrder } from '../exchange-order/erp-order.js';
import type { AmendDraft, ImportDraft } from '../exchange-order/import-draft.js';
import type { ReceiptDraft as ReceiptOfReturn } from '../aims360-rma/warehouse/receipt.js';

/** How an operation is carried out. */
export type Mode = 'api' | 'operator';

/** An adjustment as entered: not posted yet, or posted. */
export interface EnteredDebit {
  readonly reference: string;
  readonly document: string;
  readonly amount: Money;
  readonly reason: string | null;
  readonly batchId: string | null;
  /** ISO 8601, UTC; null while it is not posted. */
  readonly postedAt: string | null;
}

/** Something that changed, as a poll found it. */
export interface Changed<T> {
  /** By the ERP's clock: ISO 8601, UTC. */
  readonly changedAt: string;
  readonly what: T;
}

/** The RMA of a return, or why it could not be read. */
export type RmaReading =
  | { readonly externalReturnId: string; readonly rma: RmaSnapshot }
  | { readonly externalReturnId: string; readonly rmaNumber: string; readonly problem: string };

/** A credit memo, and every adjustment that stood posted against it when its balance was read, and perhaps later ones. */
export interface CreditChange {
  readonly credit: CreditReading;
  readonly adjustments: readonly AdjustmentReading[];
}

/** A posted adjustment and the returns that it concerns: the one that its reference names, the one whose credit it is against. */
export interface AdjustmentChange {
  readonly adjustment: AdjustmentReading;
  readonly externalReturnIds: readonly string[];
}

/** A person has to mend something in the ERP before the call can come to its end. Sending it again would not help. */
export class PersonNeeded extends Error {
  /** @param kind of the task that it leads to */
  constructor(
    readonly kind: string,
    message: string,
    readonly values: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/**
 * Everything that we ask of AIMS360. Its RMA, credit and AR writes are not public (contracts/aims360.md): the assumed paths
 * stay behind this port, so that they can be replaced without touching the rest.
 */
export interface Aims360Port {
  /** Who does it: we over the API, or a person. Then its method throws PersonNeeded. */
  modeOf(operation: Operation): Promise<Mode>;
  /** Looks at what AIMS360 can do, for the checks of a set-up. */
  readonly probe: Probe;
  /** Whether there is an RMA with this id. */
  hasRma(rmaId: string, signal?: AbortSignal): Promise<boolean>;
  /**
   * Null when no RMA was made for the return.
   * @throws PersonNeeded when there are two
   */
  findRma(key: RmaKey, signal?: AbortSignal): Promise<RmaSnapshot | null>;
  /** @throws PersonNeeded when an item, the order, the warehouse or the reason is not known there, or our number was not kept */
  createRma(draft: RmaDraft, signal?: AbortSignal): Promise<RmaSnapshot>;
  /**
   * Brings an open RMA in line: what stands already is not touched, so twice is once. Units that came stay on it.
   * @throws PersonNeeded when an item, a warehouse or a reason is not known there
   */
  editRma(rmaId: string, patch: RmaPatch, signal?: AbortSignal): Promise<RmaSnapshot>;
  /**
   * Books goods in. The same reference gives the first answer, and books nothing again.
   * @throws PersonNeeded when the RMA is not there, or an item is not on it
   */
  receiveRma(receipt: ReceiptDraft, signal?: AbortSignal): Promise<RmaSnapshot>;
  /** While nothing was received. Twice is once. */
  voidRma(rmaId: string, signal?: AbortSignal): Promise<RmaSnapshot>;
  /** What Credit › Confirm would come to. Changes nothing. */
  previewCredit(rmaId: string, currency: string, signal?: AbortSignal): Promise<Money>;
  /** Credit › Confirm. Twice gives the same memo. */
  confirmCredit(rmaId: string, signal?: AbortSignal): Promise<void>;
  /** RMAs changed since then, oldest change first, page by page. */
  changedRmas(since: Date, signal: AbortSignal): AsyncIterable<readonly Changed<RmaReading>[]>;
  /** Credit memos that were issued, or whose balance changed, since then, oldest change first. */
  openCredits(since: Date, signal: AbortSignal): AsyncIterable<readonly Changed<CreditChange>[]>;
  /** Adjustments that were posted, or changed, since then and concern a return: by our reference, or by the credit they stand against. */
  adjustments(since: Date, signal: AbortSignal): AsyncIterable<readonly Changed<AdjustmentChange>[]>;
  /** Null when no adjustment of that kind carries the reference. */
  findDebit(key: DebitKey, signal?: AbortSignal): Promise<EnteredDebit | null>;
  /** @throws PersonNeeded when the credit or the reason is not known there */
  enterDebit(draft: AdjustmentDraft, signal?: AbortSignal): Promise<EnteredDebit>;
  /**
   * Post Transactions. Twice gives the first result.
   * @throws PersonNeeded when the batch holds what is not ours: posting is final, for all of it
   */
  postDebit(debit: StagedAdjustment, signal?: AbortSignal): Promise<EnteredDebit>;
  /** Orders of the shop that were staged, changed or imported since then, oldest change first. */
  stagedOrders(since: Date, signal: AbortSignal): AsyncIterable<readonly Changed<StagedOrder>[]>;
  /** The order of the shop as it is staged; null when the ERP has not read it. */
  findStaged(shopOrderId: string, signal?: AbortSignal): Promise<StagedOrder | null>;
  /**
   * The sales order with this id of the shop; null when there is none.
   * @throws PersonNeeded when there are several
   */
  findOrder(shopOrderId: string, signal?: AbortSignal): Promise<ErpOrder | null>;
  /** @throws PersonNeeded when the order is not staged, or no shipping or payment type is named */
  importOrder(draft: ImportDraft, signal?: AbortSignal): Promise<ErpOrder>;
  /** The original order and which of the lines it holds already; null when it is not in the ERP. */
  findAmended(draft: AmendDraft, signal?: AbortSignal): Promise<AmendedOrder | null>;
  /** @throws PersonNeeded when the order or an item is not known there */
  amendOrder(draft: AmendDraft, signal?: AbortSignal): Promise<ErpOrder>;
}

/** An order with those lines of an exchange that it holds. */
export interface AmendedOrder {
  readonly order: ErpOrder;
  readonly orderLineIds: readonly string[];
}

/** How an open RMA shall stand. */
export type RmaPatch = Pick<RmaDraft, 'currency' | 'tax' | 'fee' | 'units'>;

/** A receipt as it shall be booked on the RMA of the return. */
export type ReceiptDraft = Omit<ReceiptOfReturn, 'returnId'>;

/** Our return number is unique within a customer account (contracts/aims360.md §4). */
export type RmaKey = Pick<RmaDraft, 'customerAccount' | 'externalReturnId'>;
/** As is the reference of an adjustment, among those of its kind (contracts/aims360.md §5.3). Without a kind: a debit. */
export type DebitKey = Pick<AdjustmentDraft, 'customerAccount' | 'reference'> & Partial<Pick<AdjustmentDraft, 'kind'>>;
