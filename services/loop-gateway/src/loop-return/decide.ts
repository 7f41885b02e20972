import { nothing, unreachable, type Decision } from '@backhaul/contracts';
import type { Command, LoopReturnCommand } from './commands.js';
import type { LoopReturnEvent } from './events.js';
import { leaveToPerson, recordCarriedOut } from './left-calls.js';
import { foreignProcessing } from './foreign-processing.js';
import { holdReturn, writeNote } from './notes.js';
import { personAsks } from './person-asks.js';
import {
  clearReturn,
  confirmQueued,
  recordDoubt,
  recordFailure,
  recordRefusal,
  requestProcessing,
} from './processing.js';
import { recordSnapshot } from './record-snapshot.js';
import { evolve, initial, type LoopReturn } from './state.js';
import { taskChanges } from './tasks.js';

export type LoopReturnDecision = Decision<LoopReturnEvent>;

/** Every rule of a return as the shopper-facing system knows it. Pure. */
export const loopReturn = {
  initial,
  evolve,
  /** First what the command says, then what follows from all that is known: so the order of the facts does not matter. */
  decide(command: LoopReturnCommand, state: LoopReturn): LoopReturnDecision {
    const { returnId, at } = command;
    const facts = recorded(command, state);
    if (facts.events.length === 0) return nothing;
    const known = facts.events.reduce(evolve, state);
    const request = requestProcessing(returnId, at, known);
    const followed = [...request.events, ...foreignProcessing(known)];
    const tasks = taskChanges(returnId, at, followed.reduce(evolve, known));
    return { events: [...facts.events, ...followed, ...tasks], calls: [...facts.calls, ...request.calls] };
  },
};

function recorded(command: LoopReturnCommand, state: LoopReturn): LoopReturnDecision {
  switch (command.kind) {
    case 'RecordSnapshot':
      return recordSnapshot(command, state);
    case 'RecordAuthorization':
      return recordAuthorization(command, state);
    case 'RecordVoid':
      return recordVoid(command, state);
    case 'ClearReturn':
      return clearReturn(command, state);
    case 'ConfirmQueued':
      return confirmQueued(command, state);
    case 'RecordRefusal':
      return recordRefusal(command, state);
    case 'RecordDoubt':
      return recordDoubt(command, state);
    case 'RecordProcessingFailure':
      return recordFailure(command, state);
    case 'HoldReturn':
      return holdReturn(command, state);
    case 'WriteNote':
      return writeNote(command, state);
    case 'AskProcessing':
    case 'RemoveUnits':
    case 'CancelReturn':
    case 'FlagReturn':
      return personAsks(command, state);
    case 'LeaveToPerson':
      return leaveToPerson(command, state);
    case 'RecordCarriedOut':
      return recordCarriedOut(command, state);
    default:
      return unreachable(command);
  }
}

function recordAuthorization(command: Command<'RecordAuthorization'>, state: LoopReturn): LoopReturnDecision {
  if (state.authorization !== null) return nothing;
  const { documentNumber, documentKind, at: occurredAt } = command;
  return { events: [{ type: 'ReturnAccepted', data: { documentNumber, documentKind }, occurredAt }], calls: [] };
}

function recordVoid({ documentNumber, at: occurredAt }: Command<'RecordVoid'>, state: LoopReturn): LoopReturnDecision {
  if (state.voided !== null) return nothing;
  return { events: [{ type: 'AuthorizationVoided', data: { documentNumber }, occurredAt }], calls: [] };
}
