import { nothing, unreachable, type CallIntent } from '@backhaul/contracts';
import type { PersonsCommand } from './commands.js';
import type { LoopReturnDecision } from './decide.js';
import type { LoopReturnEvent } from './events.js';
import { flagEffect } from './notes.js';
import { refusalOf } from './person-rules.js';
import { nextKey, processEffect } from './processing.js';
import type { LoopReturn } from './state.js';

export const removeEffect = 'loop.remove-units';
export const cancelEffect = 'loop.cancel';

/** What a person asked for, unless a rule is against it. Who asked, and why, is kept with the request. */
export function personAsks(command: PersonsCommand, state: LoopReturn): LoopReturnDecision {
  if (refusalOf(command, state) !== null) return nothing;
  const call = callOf(command, state);
  const { kind: ask, at: occurredAt } = command;
  const asked: LoopReturnEvent = { type: 'PersonAsked', data: { ask, call: call.key }, occurredAt };
  const processes = ask === 'AskProcessing' || ask === 'RemoveUnits';
  const requested: LoopReturnEvent = { type: 'ProcessingRequested', data: { key: call.key }, occurredAt };
  return { events: processes ? [asked, requested] : [asked], calls: [call] };
}

function callOf(command: PersonsCommand, state: LoopReturn): CallIntent {
  const { returnId } = command;
  const payload = { returnId };
  const nth = state.asks + 1;
  switch (command.kind) {
    case 'AskProcessing':
      return { key: nextKey(returnId, state), kind: processEffect, payload };
    case 'RemoveUnits':
      return {
        key: `remove:${returnId}:${nth}`,
        kind: removeEffect,
        payload: { ...payload, unitIds: command.unitIds },
      };
    case 'CancelReturn':
      return { key: `cancel:${returnId}:${nth}`, kind: cancelEffect, payload };
    case 'FlagReturn':
      return { key: `flag:${returnId}:${nth}`, kind: flagEffect, payload };
    default:
      return unreachable(command);
  }
}
