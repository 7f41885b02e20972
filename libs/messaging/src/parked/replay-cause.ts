import { BackhaulError } from '@backhaul/contracts';
import { codeOf, messageOf } from '../support/error-facts.js';
import { isTransient } from '../consumer/failure.js';
import { headsOf, type Head, type ParkedCause } from './heads.js';
import type { ParkedSummary } from './parked-message.js';
import { assertConfirmed, previewOf, ReplayNotConfirmed, type ReplayOrder } from './replay-order.js';
import { replayKey, type Replay, type ReplayResult } from './replay.js';

/** A part of the keys that stand still for one cause. */
export interface CausePage extends ParkedCause {
  /** Only keys whose first message has an id above this one: where the page before ended. */
  after?: string;
  /** Keys that are worked off at most. Default 100. */
  limit?: number;
}

/** What became of the keys of a page. */
export interface CauseReplay {
  replayed: number;
  keys: number;
  /** Where keys stopped, each with its new reason. */
  failed: ParkedSummary[];
  /** Keys that were left as they are: changed meanwhile, or a failure that passes. */
  skipped: { key: string; code: string; reason: string }[];
  /** The next page and the count that it needs; null when this was the last. */
  next: { after: string; count: number; keys: number } | null;
}

/**
 * Works off the keys that stand still for this cause, one after the other. A key that fails again, or that somebody else works
 * on at the same time, does not stop the others; cut short or run twice, it finds each key as it is then.
 * @throws PARKED_UNKNOWN, ReplayNotConfirmed; DATABASE_UNAVAILABLE, when what was handled so far stays handled
 */
export async function replayCause(replay: Replay, page: CausePage, order: ReplayOrder): Promise<CauseReplay> {
  const { pool, group } = replay;
  const scope = await headsOf(pool, group, { limit: 100, ...page });
  if (scope.keys === 0) throw new BackhaulError('PARKED_UNKNOWN', `No key stands still for ${page.code}.`);
  assertConfirmed(previewOf(scope.heads, scope), order);
  const done: CauseReplay = { replayed: 0, keys: scope.heads.length, failed: [], skipped: [], next: null };
  for (const head of scope.heads) {
    const outcome = await replayUnlessChanged(replay, head, order);
    if ('code' in outcome) done.skipped.push(outcome);
    else {
      done.replayed += outcome.replayed;
      if (outcome.failed !== null) done.failed.push(outcome.failed);
    }
  }
  const after = scope.heads.at(-1)?.id;
  if (after === undefined) return done;
  const left = await headsOf(pool, group, { ...page, after, limit: 1 });
  return { ...done, next: left.keys === 0 ? null : { after, count: left.messages, keys: left.keys } };
}

async function replayUnlessChanged(
  replay: Replay,
  planned: Head,
  { by, reason }: ReplayOrder,
): Promise<ReplayResult | CauseReplay['skipped'][number]> {
  const { key } = planned.message;
  try {
    return await replayKey(replay, {
      key,
      by,
      reason,
      includes: ({ id, status }) => id === planned.id || status === 'queued',
      confirm: async (tx) => {
        const { heads, ...now } = await headsOf(tx, replay.group, { key, limit: 1 });
        const [head] = heads;
        const same = head?.id === planned.id && head.reasonCode === planned.reasonCode;
        if (!same || head.waiting !== planned.waiting)
          throw new ReplayNotConfirmed(previewOf(heads, now), 1 + planned.waiting);
      },
    });
  } catch (error) {
    const code = codeOf(error);
    // no other key would fare better
    if (code === undefined || code === 'DATABASE_UNAVAILABLE') throw error;
    if (!isTransient(error) && !(error instanceof ReplayNotConfirmed)) throw error;
    return { key, code, reason: messageOf(error) };
  }
}
