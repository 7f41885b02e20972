import type { EventData } from '@backhaul/contracts';
import type { Money } from '@backhaul/money';
import type { RaPolicy } from './policy.js';
import type { Receipt } from './receipt.js';
import type { ImportResult, ShopRefund } from './refund.js';

/** What may be asked of a return authorisation. Times come in with the command. */
export type RaCommand =
  | { kind: 'ImportReturn'; initiated: EventData<'ReturnInitiated'>; policy: RaPolicy; at: Date }
  | { kind: 'ConfirmRa'; returnId: string; raNumber: string; at: Date }
  | { kind: 'ConfirmAsn'; returnId: string; warehouseReference: string; at: Date }
  | { kind: 'RecordReceipt'; returnId: string; receipt: Receipt }
  | { kind: 'ConfirmReceiptPosted'; returnId: string; receiptId: string; at: Date }
  | { kind: 'RecordProcessed'; returnId: string; refundIds: string[]; at: Date }
  | { kind: 'RecordRefund'; returnId: string; refund: ShopRefund; at: Date }
  | { kind: 'RecordRefundMoney'; returnId: string; refundId: string; settled: Money; failed: Money; at: Date }
  | { kind: 'ConfirmRefundImport'; returnId: string; refundId: string; result: ImportResult; at: Date }
  | {
      kind: 'ConfirmInventory';
      returnId: string;
      levels: EventData<'InventoryExported'>['levels'];
      at: Date;
    }
  /** A call was refused: a person has to mend the cause. */
  | { kind: 'RecordRefusal'; returnId: string; operation: RaOperation; reason: string; at: Date };

export type RaOperation =
  'create-ra' | 'announce' | 'transmit' | 'post-receipt' | 'mark-exported' | 'import-refund' | 'read-inventory';
