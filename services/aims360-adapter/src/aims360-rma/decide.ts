import { unreachable, type Decision } from '@backhaul/contracts';
import { authorizeReturn } from './authorize-return.js';
import type { RmaCommand } from './commands.js';
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
import { recordSetback } from './setbacks.js';
import { evolve, initial, type Rma } from './state.js';
import { withTasks } from './tasks.js';

export type RmaDecision = Decision<RmaEvent>;

function decisionOf(command: RmaCommand, state: Rma): RmaDecision {
  switch (command.kind) {
    case 'AuthorizeReturn':
      return authorizeReturn(command, state);
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

const returnIdOf = (command: RmaCommand): string =>
  command.kind === 'AuthorizeReturn' ? command.initiated.returnId : command.returnId;

/** Every rule of one RMA: one per return, credited only for goods that came, offset by exactly what was refunded. Pure. */
export const aims360Rma = {
  initial,
  evolve,
  decide: (command: RmaCommand, state: Rma): RmaDecision =>
    withTasks(returnIdOf(command), decisionOf(command, state), state),
};
