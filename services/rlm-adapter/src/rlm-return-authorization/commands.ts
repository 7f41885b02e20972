import type { CallIntent, EventData } from '@backhaul/contracts';
import type { Money } from '@backhaul/money';
import type { RaCodes } from './codes.js';
import type { RaOwner, RaPolicy } from './policy.js';
import type { MadeRa } from './ra-lines.js';
import type { Receipt } from './receipt.js';
import type { PostResult } from './receipts.js';
import type { Held, ImportResult, ShopRefund } from './refund.js';

type Levels = EventData<'InventoryExported'>['levels'];

/** What may be asked of a return authorisation. Times come in with the command. */
export type RaCommand =
  | { kind: 'ImportReturn'; initiated: EventData<'ReturnInitiated'>; policy: RaPolicy; codes: RaCodes; at: Date }
  /** Words that the RA waited for stand for something now. */
  | { kind: 'NameReturn'; returnId: string; codes: RaCodes; at: Date }
  | { kind: 'SetOwner'; returnId: string; owner: RaOwner; by: string; reason: string; at: Date }
  /** The store is in shadow mode: the call was not made, and is looked for from now on. */
  | { kind: 'LeaveCall'; returnId: string; call: CallIntent; at: Date }
  /** All RAs of the return: RLM makes them together or not at all. */
  | { kind: 'ConfirmRas'; returnId: string; ras: readonly MadeRa[]; at: Date }
  | { kind: 'ConfirmAsn'; returnId: string; raNumber: string; warehouseReference: string; at: Date }
  | { kind: 'EndReturn'; returnId: string; how: 'cancelled' | 'expired' | 'closed'; at: Date }
  | { kind: 'RemoveUnits'; returnId: string; unitIds: readonly string[]; at: Date }
  | { kind: 'ReviseReturn'; returnId: string; revised: Pick<EventData<'ReturnRevised'>, 'units'>; at: Date }
  /** `cancelled` false: the warehouse has the parcel already. */
  | ({ kind: 'ConfirmOrderCancelled'; cancelled: boolean; at: Date } & Ending)
  | ({ kind: 'ConfirmRaCancelled'; at: Date } & Ending)
  | { kind: 'ConfirmRaClosed'; returnId: string; raNumber: string; at: Date }
  | { kind: 'RecordReceipt'; returnId: string; raNumber: string; receipt: Receipt; at: Date }
  /** The warehouse found that it belongs to another return. */
  | { kind: 'WithdrawReceipt'; returnId: string; receiptId: string; at: Date }
  | ({ kind: 'ConfirmReceiptPosted'; result: PostResult } & OfReceipt)
  /** The ERP saved it and does not know an item on it. */
  | ({ kind: 'HoldReceipt'; reasons: readonly string[]; callKey: string } & OfReceipt)
  /** Every receipt that the warehouse lists for the RA. `overdue`: read because nothing final followed this receipt. */
  | ({ kind: 'ConfirmReceiptsRead'; returnId: string; at: Date } & ReceiptsRead)
  /** So many days are over in which something should have come. */
  | { kind: 'CheckArrival'; returnId: string; raNumber: string; days: number; at: Date }
  /** Read because nothing at all had come in so many days. */
  | ({ kind: 'ConfirmNothingCame'; returnId: string; days: number; at: Date } & Omit<ReceiptsRead, 'overdue'>)
  /** The warehouse has adjusted its stock for a receipt, or for all of the return. */
  | { kind: 'RecordAdjustment'; returnId: string; receiptId: string | null; adjustmentId: string; at: Date }
  | { kind: 'RecordProcessed'; returnId: string; refundIds: string[]; at: Date }
  | { kind: 'RecordRefund'; returnId: string; refund: ShopRefund; at: Date }
  | { kind: 'RecordRefundMoney'; returnId: string; refundId: string; settled: Money; failed: Money; at: Date }
  /** `alreadyThere`: the ERP's words when it had taken the refund before; null otherwise. */
  | ({ kind: 'ConfirmRefundImport'; returnId: string; refundId: string; at: Date } & RefundAnswer)
  /** A person says that what the ERP left out of a refund stays out. */
  | ({ kind: 'AcceptRefund'; returnId: string; refundId: string; at: Date } & OfPerson)
  /** A person says that work is done which leaves no trace in another system. */
  | ({ kind: 'CloseTask'; returnId: string; taskId: string; at: Date } & OfPerson)
  /** `held`: what was not exported, and for which refund of the shop. */
  | ({ kind: 'ConfirmInventory'; returnId: string; refundId: string; at: Date } & StockAnswer)
  /** Nothing keeps the export back any more. */
  | { kind: 'ReleaseStock'; returnId: string; refundId: string; at: Date }
  /** Stock of these SKUs was exported although RLM does not have this refund yet. */
  | { kind: 'RecordEarlyExport'; returnId: string; refundId: string; skus: readonly string[]; at: Date }
  /** A call was refused, or nobody knows what became of it: a person has to look. `byHand`: it is a person's work from the start. */
  | ({ kind: 'RecordRefusal'; returnId: string; reason: string; inDoubt: boolean; byHand?: true; at: Date } & CallName)
  /** A call went through: what was asked of a person because of it is done. */
  | ({ kind: 'RecordSuccess'; returnId: string; at: Date } & Pick<CallName, 'operation' | 'callKey'>);

/** Why an RA shall not stand any more, in business words. */
interface Ending {
  returnId: string;
  raNumber: string;
  reason: string;
}

/** One revision of a receipt. */
interface OfReceipt {
  returnId: string;
  receiptId: string;
  revision: number;
  at: Date;
}

/** What the warehouse's list has for one RA. */
interface ReceiptsRead {
  raNumber: string;
  receipts: readonly Receipt[];
  overdue: string | null;
}

interface StockAnswer {
  levels: Levels;
  held: readonly Held[];
  readAt: Date;
}

interface RefundAnswer {
  result: ImportResult;
  alreadyThere: string | null;
}

interface OfPerson {
  by: string;
  reason: string;
}

/** A call as a person finds it again. */
export interface CallName {
  operation: RaOperation;
  /** Under which it is retried. */
  callKey: string;
  /** The exact values to look for. */
  values: Record<string, string>;
}

export type RaOperation =
  | 'create-ra'
  | 'announce'
  | 'transmit'
  | 'cancel-return-order'
  | 'change-return-order'
  | 'cancel-ra'
  | 'post-receipt'
  | 'read-receipts'
  | 'mark-exported'
  | 'import-refund'
  | 'read-inventory';
