import { nothing } from '@backhaul/contracts';
import type { LoopReturnCommand } from './commands.js';
import type { LoopReturnDecision } from './decide.js';
import type { LoopReturnEvent } from './events.js';
import { evolve, type LoopReturn } from './state.js';
import { processByHand } from './tasks.js';

type Command<K extends LoopReturnCommand['kind']> = Extract<LoopReturnCommand, { kind: K }>;

/** The effect that asks for processing. One key per return: it is planned at most once, whatever repeats. */
export const processEffect = 'loop.process';
export const processKey = (returnId: string): string => `process:${returnId}`;

/** The ERP side says that the shopper may get the outcome. It may come before we have read the return at all. */
export function clearReturn(command: Command<'ClearReturn'>, state: LoopReturn): LoopReturnDecision {
  if (state.clearance !== null) return nothing;
  const { documentNumber, process, at } = command;
  const cleared: LoopReturnEvent = { type: 'ClearanceReceived', data: { documentNumber, process }, occurredAt: at };
  const processing = requestProcessing(command.returnId, at, evolve(state, cleared));
  return { events: [cleared, ...processing.events], calls: processing.calls };
}

/** Asks for processing once the return is cleared, stands open, and the trigger is ours. */
export function requestProcessing(returnId: string, at: Date, state: LoopReturn): LoopReturnDecision {
  const standsOpen = state.stage.name === 'open' || state.stage.name === 'review';
  if (!standsOpen || state.clearance?.process !== 'backhaul' || state.processing !== 'not-asked') return nothing;
  const key = processKey(returnId);
  return {
    events: [{ type: 'ProcessingRequested', data: { key }, occurredAt: at }],
    calls: [{ key, kind: processEffect, payload: { returnId, documentNumber: state.clearance.documentNumber } }],
  };
}

/** `true` means queued, not done: only the closed return settles it (contracts/loop.md §3.1). */
export function confirmQueued({ key, at }: Command<'ConfirmQueued'>, state: LoopReturn): LoopReturnDecision {
  if (state.processing !== 'requested') return nothing;
  return { events: [{ type: 'ProcessingQueued', data: { key }, occurredAt: at }], calls: [] };
}

/** Processing was refused at once; a person has to look, nothing is sent again by itself. */
export function recordRefusal(command: Command<'RecordRefusal'>, state: LoopReturn): LoopReturnDecision {
  if (state.processing !== 'requested') return nothing;
  const { returnId, reason, at } = command;
  const refused: LoopReturnEvent = { type: 'ProcessingRefused', data: { reason }, occurredAt: at };
  return { events: [refused, failed(returnId, reason, at), processByHand(returnId, reason, at)], calls: [] };
}

/** Processing was queued and then failed in the background; the message may be missing. */
export function recordFailure(command: Command<'RecordProcessingFailure'>, state: LoopReturn): LoopReturnDecision {
  const ended = state.stage.name === 'processed' || state.stage.name === 'closed';
  if (ended || state.processing === 'failed') return nothing;
  const { returnId, message, at } = command;
  return { events: [failed(returnId, message, at), processByHand(returnId, message, at)], calls: [] };
}

function failed(returnId: string, message: string | null, at: Date): LoopReturnEvent {
  return { type: 'ReturnProcessingFailed', data: { returnId, failedAt: at.toISOString(), message }, occurredAt: at };
}
