import { unreachable, type Decision } from '@backhaul/contracts';
import { authorizeReturn } from './authorize-return.js';
import type { RmaCommand } from './commands.js';
import { confirmDebitPosted, confirmDebitStaged, recordProcessed, recordRefund, recordRefundMoney } from './debit.js';
import type { RmaEvent } from './events.js';
import { observeRma } from './observe-rma.js';
import { evolve, initial, type Rma } from './state.js';
import { recordRefusal } from './tasks.js';

export type RmaDecision = Decision<RmaEvent>;

/** Every rule of one RMA: one per return, credited only for goods that came, offset by exactly what was refunded. Pure. */
export const aims360Rma = {
  initial,
  evolve,
  decide(command: RmaCommand, state: Rma): RmaDecision {
    switch (command.kind) {
      case 'AuthorizeReturn':
        return authorizeReturn(command, state);
      case 'ObserveRma':
        return observeRma(command, state);
      case 'RecordProcessed':
        return recordProcessed(command, state);
      case 'RecordRefund':
        return recordRefund(command, state);
      case 'RecordRefundMoney':
        return recordRefundMoney(command, state);
      case 'ConfirmDebitStaged':
        return confirmDebitStaged(command, state);
      case 'ConfirmDebitPosted':
        return confirmDebitPosted(command, state);
      case 'RecordRefusal':
        return recordRefusal(command, state);
      default:
        return unreachable(command);
    }
  },
};
