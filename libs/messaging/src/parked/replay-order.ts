import { BackhaulError } from '@backhaul/contracts';
import type { Head } from './heads.js';

/** Who wants messages handled again, why, and how many of them they were shown. */
export interface ReplayOrder {
  by: string;
  reason: string;
  /** Without it nothing is replayed: the refusal tells it. */
  count?: number;
}

/** What a replay is about to do. */
export interface ReplayPreview {
  /** Messages that would be handled again. */
  count: number;
  keys: number;
  /** The first message of each of the first keys. */
  sample: {
    id: string;
    key: string;
    type: string | null;
    reasonCode: string;
    reason: string;
    parkedAt: Date;
    /** How many follow behind it. */
    follows: number;
  }[];
}

const SAMPLE = 10;

export function previewOf(heads: readonly Head[], totals: { keys: number; messages: number }): ReplayPreview {
  const sample = heads.slice(0, SAMPLE).map(({ id, message, type, reasonCode, reason, parkedAt, waiting }) => {
    return { id, key: message.key, type, reasonCode, reason, parkedAt, follows: waiting };
  });
  return { count: totals.messages, keys: totals.keys, sample };
}

/** The count was not given, or is not what there is now. Shows what there is; nothing was replayed. */
export class ReplayNotConfirmed extends BackhaulError {
  constructor(
    readonly preview: ReplayPreview,
    given: number | undefined,
  ) {
    const { count, keys } = preview;
    const what = `${count} ${count === 1 ? 'message' : 'messages'} of ${keys} ${keys === 1 ? 'key' : 'keys'}`;
    const why = given === undefined ? `This would handle ${what} again.` : `It is ${what} now, not ${given}.`;
    super('REPLAY_NOT_CONFIRMED', `${why} Look at the sample, then ask again with the count ${count}.`);
  }
}

/** @throws ReplayNotConfirmed unless the order names what there is now */
export function assertConfirmed(preview: ReplayPreview, { count }: ReplayOrder): void {
  if (count !== preview.count) throw new ReplayNotConfirmed(preview, count);
}

/** @throws REASON_MISSING */
export function assertExplained({ by, reason }: { by: string; reason: string }): void {
  if (by.trim() !== '' && reason.trim() !== '') return;
  throw new BackhaulError('REASON_MISSING', 'Somebody does this, and for a reason: give both.');
}
