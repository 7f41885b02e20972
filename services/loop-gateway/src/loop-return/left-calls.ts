import { nothing } from '@backhaul/contracts';
import type { Command } from './commands.js';
import type { LoopReturnDecision } from './decide.js';
import { isLive, type LoopReturn } from './state.js';
import type { DueTask } from './task-rules.js';

/** A flag, a cancellation or a note that a person has to look after. */
export type LeftCall =
  | { readonly effect: 'flag' | 'cancel'; readonly reason: string }
  | { readonly effect: 'note'; readonly reason: string; readonly text: string };

/** The looking goes on beside the person; whatever is found first closes the task. */
export function leaveToPerson({ call, left, at }: Command<'LeaveToPerson'>, state: LoopReturn): LoopReturnDecision {
  if (state.left.has(call)) return nothing;
  return { events: [{ type: 'CallLeftToPerson', data: { call, left }, occurredAt: at }], calls: [] };
}

export function recordCarriedOut({ call, at }: Command<'RecordCarriedOut'>, state: LoopReturn): LoopReturnDecision {
  if (!state.left.has(call)) return nothing;
  return { events: [{ type: 'CallCarriedOut', data: { call }, occurredAt: at }], calls: [] };
}

/** Work that calls have left to a person, by the key of the call. */
export function leftTasks(returnId: string, { left, stage }: LoopReturn): DueTask[] {
  // In review, or ended, nothing processes the return by itself any more.
  const mayBeProcessed = stage.name === 'open' || stage.name === 'unknown';
  return [...left].flatMap(([call, one]) => {
    switch (one.effect) {
      case 'note':
        return [missingNote(returnId, call, one)];
      case 'flag':
        return mayBeProcessed ? [missingFlag(returnId, call, one.reason)] : [];
      case 'cancel':
        return isLive(stage) ? [missingCancel(returnId, call, one.reason)] : [];
    }
  });
}

const missingFlag = (returnId: string, call: string, reason: string): DueTask => ({
  kind: 'flag-return',
  since: call,
  title: 'The return may not be in review',
  why: `${reason} Flag it in Loop, so that nothing processes it before somebody has looked, or retry the call.`,
  values: { return: returnId, call },
  role: 'operator',
});

const missingCancel = (returnId: string, call: string, reason: string): DueTask => ({
  kind: 'cancel-return',
  since: call,
  title: 'The return was not cancelled',
  why: `${reason} Cancel it in Loop if that is still wanted.`,
  values: { return: returnId, call },
  role: 'operator',
});

const missingNote = (returnId: string, call: string, { reason, text }: LeftCall & { effect: 'note' }): DueTask => ({
  kind: 'write-note',
  since: call,
  title: 'A note may be missing on the return',
  why: `${reason} Look at the notes of the return in Loop, and write this one when it is missing.`,
  values: { return: returnId, note: text, call },
  role: 'operator',
});
