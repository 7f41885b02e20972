import { nothing } from '@backhaul/contracts';
import type { LoopReturnCommand } from './commands.js';
import type { LoopReturnDecision } from './decide.js';
import type { LoopReturn } from './state.js';

type Command<K extends LoopReturnCommand['kind']> = Extract<LoopReturnCommand, { kind: K }>;

/** The longest note that is taken (contracts/loop.md §3.1: "less than 255"). */
export const NOTE_LIMIT = 254;
export const noteEffect = 'loop.note';
export const flagEffect = 'loop.flag';

/** Writes a milestone into the history that the merchant's team sees. Notes have a lane of their own: they must not hold up the money. */
export function writeNote(command: Command<'WriteNote'>, state: LoopReturn): LoopReturnDecision {
  const { returnId, causeId, at } = command;
  if (state.noted.has(causeId)) return nothing;
  return {
    events: [{ type: 'NotePlanned', data: { causeId }, occurredAt: at }],
    calls: [noteCall(returnId, causeId, command.text)],
  };
}

/** Stops automatic processing and says why, so that a person decides. */
export function holdReturn(command: Command<'HoldReturn'>, state: LoopReturn): LoopReturnDecision {
  const { returnId, causeId, reasons, at } = command;
  if (state.noted.has(causeId)) return nothing;
  const text = `On hold: ${reasons.map((reason) => reason.text).join('; ')}`;
  const ended = state.stage.name === 'processed' || state.stage.name === 'closed' || state.stage.name === 'cancelled';
  const flag = { key: `flag:${causeId}`, kind: flagEffect, payload: { returnId } };
  return {
    events: [{ type: 'HoldNoted', data: { causeId }, occurredAt: at }],
    calls: ended ? [noteCall(returnId, causeId, text)] : [flag, noteCall(returnId, causeId, text)],
  };
}

function noteCall(returnId: string, causeId: string, text: string) {
  const content = text.length <= NOTE_LIMIT ? text : `${text.slice(0, NOTE_LIMIT - 1)}…`;
  const payload = { returnId, text: content };
  return { key: `note:${returnId}:${causeId}`, kind: noteEffect, payload, lane: `loop-notes-${returnId}` };
}
