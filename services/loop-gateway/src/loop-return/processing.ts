import { nothing } from '@backhaul/contracts';
import { zero } from '@backhaul/money';
import type { Command } from './commands.js';
import type { LoopReturnDecision } from './decide.js';
import type { LoopReturnEvent } from './events.js';
import { isLive, type LoopReturn } from './state.js';

export const processEffect = 'loop.process';
/** One key per request: by ourselves we ask once per return, whatever repeats; a person may ask again. */
export const nextKey = (returnId: string, { requests }: LoopReturn): string =>
  requests === 0 ? `process:${returnId}` : `process:${returnId}:${requests + 1}`;
/** The effect that looks, after a while, whether processing is over: neither webhook nor sweep tells of one that got stuck. */
export const checkEffect = 'loop.check-processed';

/** The ERP side says that the shopper may get the outcome. It may come before we have read the return at all. */
export function clearReturn(command: Command<'ClearReturn'>, state: LoopReturn): LoopReturnDecision {
  if (state.clearance !== null) return nothing;
  const { documentNumber, process, at: occurredAt } = command;
  return { events: [{ type: 'ClearanceReceived', data: { documentNumber, process }, occurredAt }], calls: [] };
}

/** Asks for processing once the return is cleared, stands open, and the trigger is ours. Once per return, for good. */
export function requestProcessing(returnId: string, at: Date, state: LoopReturn): LoopReturnDecision {
  const { stage, clearance, request } = state;
  if (!isLive(stage) || clearance?.process !== 'backhaul' || request !== 'none') return nothing;
  const key = nextKey(returnId, state);
  return {
    events: [{ type: 'ProcessingRequested', data: { key }, occurredAt: at }],
    calls: [{ key, kind: processEffect, payload: { returnId, documentNumber: clearance.documentNumber } }],
  };
}

/** `true` means queued, not done: only the closed return settles it (contracts/loop.md §3.1). */
export function confirmQueued(command: Command<'ConfirmQueued'>, state: LoopReturn): LoopReturnDecision {
  if (state.request !== 'requested' && state.request !== 'refused') return nothing;
  const { returnId, key, at: occurredAt, checkAt: notBefore } = command;
  const queued: LoopReturnEvent = { type: 'ProcessingQueued', data: { key }, occurredAt };
  const nth = state.requests > 1 ? `:${state.requests}` : '';
  const check = {
    key: `check:${returnId}${nth}`,
    kind: checkEffect,
    payload: { returnId },
    lane: `loop-check-${returnId}`,
  };
  return { events: [queued, ...closedMeanwhile(returnId, state)], calls: [{ ...check, notBefore }] };
}

/** The closed return was read before the answer to our request was recorded, and showed no outcome: it was ours after all. */
function closedMeanwhile(returnId: string, { stage, seen, trouble }: LoopReturn): LoopReturnEvent[] {
  if (stage.name !== 'closed' || seen === null || trouble?.kind === 'failed') return [];
  const { refund, ...promised } = seen.promised;
  const money = { refunded: zero(refund.currency), ...promised };
  const none = { refundIds: [], ...money, exchangeOrders: [], partial: false, processedByUs: true };
  return [
    {
      type: 'ReturnProcessed',
      data: { returnId, processedAt: stage.since, ...none },
      occurredAt: new Date(stage.since),
    },
  ];
}

/** Processing was refused at once; a person has to look, nothing is sent again by itself. */
export function recordRefusal(command: Command<'RecordRefusal'>, state: LoopReturn): LoopReturnDecision {
  if (state.request !== 'requested') return nothing;
  const { returnId, reason, ended, at: occurredAt } = command;
  const data = { reason, ended, at: occurredAt.toISOString() };
  const refused: LoopReturnEvent = { type: 'ProcessingRefused', data, occurredAt };
  const isNews = !ended && isLive(state.stage) && state.trouble === null;
  return { events: isNews ? [refused, failed(returnId, reason, occurredAt)] : [refused], calls: [] };
}

/** Processing was queued, by whomever, and then failed in the background; the message may be missing. */
export function recordFailure(command: Command<'RecordProcessingFailure'>, state: LoopReturn): LoopReturnDecision {
  const hasEnded = state.stage.name !== 'unknown' && !isLive(state.stage);
  if (hasEnded || state.trouble?.kind === 'failed') return nothing;
  const { returnId, message, at: occurredAt } = command;
  const data = { message, at: occurredAt.toISOString() };
  return {
    events: [{ type: 'BackgroundFailureSeen', data, occurredAt }, failed(returnId, message, occurredAt)],
    calls: [],
  };
}

/** Nobody knows what became of the request: a person looks. It stays requested, and what the return shows still counts. */
export function recordDoubt(command: Command<'RecordDoubt'>, state: LoopReturn): LoopReturnDecision {
  const isUnderWay = state.request === 'requested' || state.request === 'queued';
  if (!isUnderWay || state.doubt !== null || !isLive(state.stage)) return nothing;
  const { reason, at: occurredAt } = command;
  const data = { reason, at: occurredAt.toISOString() };
  return { events: [{ type: 'ProcessingDoubted', data, occurredAt }], calls: [] };
}

function failed(returnId: string, message: string | null, at: Date): LoopReturnEvent {
  return { type: 'ReturnProcessingFailed', data: { returnId, failedAt: at.toISOString(), message }, occurredAt: at };
}
