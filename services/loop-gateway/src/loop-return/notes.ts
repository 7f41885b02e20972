import { nothing } from '@backhaul/contracts';
import type { Command } from './commands.js';
import type { LoopReturnDecision } from './decide.js';
import type { LoopReturn } from './state.js';

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

/**
 * Stops automatic processing and says why, so that a person decides. A return that we take to be in review is flagged as well: it
 * may have been released since we read it.
 */
export function holdReturn(command: Command<'HoldReturn'>, { noted, stage }: LoopReturn): LoopReturnDecision {
  const { returnId, causeId, reasons, at } = command;
  if (noted.has(causeId)) return nothing;
  const text = `On hold: ${reasons.map((reason) => reason.text).join('; ')}`;
  const hasEnded = stage.name === 'processed' || stage.name === 'closed' || stage.name === 'cancelled';
  const flag = { key: `flag:${causeId}`, kind: flagEffect, payload: { returnId } };
  return {
    events: [{ type: 'HoldNoted', data: { causeId }, occurredAt: at }],
    calls: hasEnded ? [noteCall(returnId, causeId, text)] : [flag, noteCall(returnId, causeId, text)],
  };
}

/** Key of the call that writes a note. */
export const noteKey = (returnId: string, causeId: string): string => `note:${returnId}:${causeId}`;

function noteCall(returnId: string, causeId: string, text: string) {
  const payload = { returnId, text: shortened(text) };
  return { key: noteKey(returnId, causeId), kind: noteEffect, payload, lane: `loop-notes-${returnId}` };
}

/** By whole characters: half of one would be refused. */
function shortened(text: string): string {
  if (text.length <= NOTE_LIMIT) return text;
  let cut = '';
  for (const character of text) {
    if (cut.length + character.length >= NOTE_LIMIT) break;
    cut += character;
  }
  return `${cut}…`;
}
