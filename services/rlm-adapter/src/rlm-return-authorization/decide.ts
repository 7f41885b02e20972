import { unreachable, type Decision } from '@backhaul/contracts';
import { confirmAsn, confirmRas, importReturn } from './authorize.js';
import { closeByPerson, recordAdjustment } from './by-person.js';
import type { RaCommand } from './commands.js';
import {
  confirmOrderCancelled,
  confirmRaCancelled,
  confirmRaClosed,
  endReturn,
  removeUnits,
  reviseReturn,
} from './end-return.js';
import { endingDue } from './ending.js';
import type { RaEvent } from './events.js';
import { nameReturn } from './name-return.js';
import { leaveCall, setOwner } from './ownership.js';
import { confirmNothingCame, confirmReceiptsRead } from './receipts-read.js';
import { confirmReceiptPosted, holdReceipt, recordReceipt } from './receipts.js';
import { acceptRefund, confirmRefundImport } from './refund-import.js';
import { checkArrival } from './receiving.js';
import { recordProcessed, recordRefund, recordRefundMoney } from './refunds.js';
import { recordRefusal, recordSuccess } from './refusals.js';
import { evolve, initial, type ReturnAuthorization } from './state.js';
import { checkedStock } from './stock-check.js';
import { confirmInventory, exportedAhead, releaseStock } from './stock-export.js';
import { withdrawReceipt } from './withdraw.js';

export type RaDecision = Decision<RaEvent>;

/** Every rule of one return authorisation, from the RA to the inventory export. Pure. */
export const rlmReturnAuthorization = {
  initial,
  evolve,
  /** What the command leads to, and what is due then because of what was known before. */
  decide(command: RaCommand, state: ReturnAuthorization): RaDecision {
    const decided = follow(command, state);
    const due = endingDue(returnIdOf(command), command.at, decided.events.reduce(evolve, state));
    return { events: [...decided.events, ...due.events], calls: [...decided.calls, ...due.calls] };
  },
};

const returnIdOf = (command: RaCommand): string =>
  command.kind === 'ImportReturn' ? command.initiated.returnId : command.returnId;

function follow(command: RaCommand, state: ReturnAuthorization): RaDecision {
  switch (command.kind) {
    case 'ImportReturn':
      return importReturn(command, state);
    case 'NameReturn':
      return nameReturn(command, state);
    case 'SetOwner':
      return setOwner(command, state);
    case 'LeaveCall':
      return leaveCall(command);
    case 'ConfirmRas':
      return confirmRas(command, state);
    case 'ConfirmAsn':
      return confirmAsn(command, state);
    case 'EndReturn':
      return endReturn(command, state);
    case 'RemoveUnits':
      return removeUnits(command, state);
    case 'ReviseReturn':
      return reviseReturn(command, state);
    case 'ConfirmOrderCancelled':
      return confirmOrderCancelled(command, state);
    case 'ConfirmRaCancelled':
      return confirmRaCancelled(command, state);
    case 'ConfirmRaClosed':
      return confirmRaClosed(command, state);
    case 'RecordReceipt':
      return checkedStock(command, recordReceipt(command, state), state);
    case 'WithdrawReceipt':
      return checkedStock(command, withdrawReceipt(command, state), state);
    case 'ConfirmReceiptPosted':
      return confirmReceiptPosted(command, state);
    case 'HoldReceipt':
      return holdReceipt(command, state);
    case 'CheckArrival':
      return checkArrival(command, state);
    case 'ConfirmNothingCame':
      return checkedStock(command, confirmNothingCame(command, state), state);
    case 'RecordAdjustment':
      return recordAdjustment(command, state);
    case 'ConfirmReceiptsRead':
      return checkedStock(command, confirmReceiptsRead(command, state), state);
    case 'RecordProcessed':
      return recordProcessed(command, state);
    case 'RecordRefund':
      return recordRefund(command, state);
    case 'RecordRefundMoney':
      return recordRefundMoney(command, state);
    case 'ConfirmRefundImport':
      return checkedStock(command, confirmRefundImport(command, state), state);
    case 'AcceptRefund':
      return acceptRefund(command, state);
    case 'CloseTask':
      return closeByPerson(command, state);
    case 'ConfirmInventory':
      return confirmInventory(command, state);
    case 'ReleaseStock':
      return releaseStock(command, state);
    case 'RecordEarlyExport':
      return exportedAhead(command, state);
    case 'RecordRefusal':
      return recordRefusal(command, state);
    case 'RecordSuccess':
      return recordSuccess(command, state);
    default:
      return unreachable(command);
  }
}
