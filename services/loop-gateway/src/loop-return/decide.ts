import { nothing, unreachable, type Decision } from '@backhaul/contracts';
import type { LoopReturnCommand } from './commands.js';
import type { LoopReturnEvent } from './events.js';
import { holdReturn, writeNote } from './notes.js';
import { clearReturn, confirmQueued, recordFailure, recordRefusal } from './processing.js';
import { recordSnapshot } from './record-snapshot.js';
import { voidAuthorization } from './tasks.js';
import { evolve, initial, type LoopReturn } from './state.js';

export type LoopReturnDecision = Decision<LoopReturnEvent>;

/** Every rule of a return as the shopper-facing system knows it. Pure. */
export const loopReturn = {
  initial,
  evolve,
  decide(command: LoopReturnCommand, state: LoopReturn): LoopReturnDecision {
    switch (command.kind) {
      case 'RecordSnapshot':
        return recordSnapshot(command, state);
      case 'RecordAuthorization':
        return recordAuthorization(command, state);
      case 'ClearReturn':
        return clearReturn(command, state);
      case 'ConfirmQueued':
        return confirmQueued(command, state);
      case 'RecordRefusal':
        return recordRefusal(command, state);
      case 'RecordProcessingFailure':
        return recordFailure(command, state);
      case 'HoldReturn':
        return holdReturn(command, state);
      case 'WriteNote':
        return writeNote(command, state);
      default:
        return unreachable(command);
    }
  },
};

function recordAuthorization(
  command: Extract<LoopReturnCommand, { kind: 'RecordAuthorization' }>,
  state: LoopReturn,
): LoopReturnDecision {
  if (state.authorization !== null) return nothing;
  const { returnId, documentNumber, documentKind, at } = command;
  const accepted: LoopReturnEvent = { type: 'ReturnAccepted', data: { documentNumber, documentKind }, occurredAt: at };
  return { events: [accepted, ...endedBefore(returnId, documentNumber, at, state)], calls: [] };
}

/** The authorisation was made although the return had ended meanwhile. */
function endedBefore(returnId: string, document: string, at: Date, { stage }: LoopReturn): LoopReturnEvent[] {
  if (stage.name === 'cancelled') return voidAuthorization(returnId, document, 'was cancelled', at);
  return stage.name === 'expired' ? voidAuthorization(returnId, document, 'has expired', at) : [];
}
