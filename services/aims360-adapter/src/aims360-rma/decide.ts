import { unreachable, type Decision } from '@backhaul/contracts';
import { authorizeReturn, resumeAuthorization, setOwner } from './authorize-return.js';
import type { RmaCommand } from './commands.js';
import { endReturn } from './end-return.js';
import type { RmaEvent } from './events.js';
import { reportUnreadable } from './irregularities.js';
import { observeRma } from './observe-rma.js';
import {
  confirmDebitStaged,
  observeAdjustment,
  observeCredit,
  postDebits,
  recordExchangeOrder,
} from './offset/offset-facts.js';
import { recordProcessed, recordRefund, recordRefundMoney } from './refund-facts.js';
import { requestCredit } from './request-credit.js';
import { removeUnits, reviseReturn } from './revise-return.js';
import { recordSetback } from './setbacks.js';
import { evolve, initial, type Rma } from './state.js';
import { closeByPerson, withTasks } from './tasks.js';
import { voidRma } from './void-rma.js';
import { recordReceipt } from './warehouse/record-receipt.js';
import { observeSupplement } from './warehouse/supplement.js';

export type RmaDecision = Decision<RmaEvent>;

function decisionOf(command: RmaCommand, state: Rma): RmaDecision {
  switch (command.kind) {
    case 'AuthorizeReturn':
      return authorizeReturn(command, state);
    case 'ResumeAuthorization':
      return resumeAuthorization(command, state);
    case 'SetOwner':
      return setOwner(command, state);
    case 'ReviseReturn':
      return reviseReturn(command, state);
    case 'RemoveUnits':
      return removeUnits(command, state);
    case 'EndReturn':
      return endReturn(command, state);
    case 'VoidRma':
      return voidRma(command, state);
    case 'RecordReceipt':
      return recordReceipt(command, state);
    case 'RequestCredit':
      return requestCredit(command, state);
    case 'CloseTask':
      return closeByPerson(command, state);
    case 'ObserveSupplement':
      return observeSupplement(command, state);
    case 'ObserveRma':
      return observeRma(command, state);
    case 'ReportUnreadable':
      return reportUnreadable(command, state);
    case 'RecordProcessed':
      return recordProcessed(command, state);
    case 'RecordRefund':
      return recordRefund(command, state);
    case 'RecordRefundMoney':
      return recordRefundMoney(command, state);
    case 'ConfirmDebitStaged':
      return confirmDebitStaged(command, state);
    case 'ObserveAdjustment':
      return observeAdjustment(command, state);
    case 'ObserveCredit':
      return observeCredit(command, state);
    case 'RecordExchangeOrder':
      return recordExchangeOrder(command, state);
    case 'PostDebits':
      return postDebits(command, state);
    case 'RecordSetback':
      return recordSetback(command, state);
    default:
      return unreachable(command);
  }
}

function returnIdOf(command: RmaCommand): string {
  switch (command.kind) {
    case 'AuthorizeReturn':
      return command.initiated.returnId;
    case 'ReviseReturn':
      return command.revised.returnId;
    default:
      return command.returnId;
  }
}

/** Every rule of one RMA: one per return, credited only for goods that came, offset by exactly what was refunded. Pure. */
export const aims360Rma = {
  initial,
  evolve,
  decide: (command: RmaCommand, state: Rma): RmaDecision =>
    withTasks(returnIdOf(command), decisionOf(command, state), state),
};
