import type { Queryable } from '@backhaul/event-store';
import { newEventId } from '@backhaul/service-kit';
import { endRuns } from './end-runs.js';
import { jobRuns } from './job-streams.js';
import { jobTable } from './job-table.js';
import { leases } from './leases.js';
import { causeOfJob, openRun, type MerchantJob } from './open-run.js';
import type { Beginning } from './run/events.js';
import { triggerOfTick, windowSince, type Window } from './window.js';

/** Who asks for a run: the clock, which says how often it asks, or a person. */
export type Ask =
  | { readonly kind: 'tick'; readonly everyMs: number }
  | { readonly kind: 'person'; readonly by: string; readonly reason: string; readonly wanted: Wanted };

/** What a person wants looked at: what the next run would look at, certain items, or a period. */
export type Wanted =
  | { readonly kind: 'next' }
  | { readonly kind: 'ids'; readonly ids: readonly string[] }
  | ({ readonly kind: 'period' } & Window);

/** A run that has the job. */
export interface BegunRun {
  readonly of: MerchantJob;
  readonly runId: string;
  readonly window: Window;
  readonly ids: readonly string[] | null;
  /** Where the watermark goes when everything was read; null: it stays. */
  readonly watermark: Date | null;
}

/** `skipped`: another run has the job; that it was asked for is written down all the same. */
export type Begun =
  { readonly kind: 'begun'; readonly run: BegunRun } | { readonly kind: 'skipped'; readonly runId: string };

/** Begins a run of a job, if no other has it. */
export async function beginRun(
  tx: Queryable,
  of: MerchantJob,
  ask: Ask,
  { owner, expiryMs, at }: { owner: string; expiryMs: number; at: Date },
): Promise<Begun> {
  const runId = newEventId();
  const taken = await leases.take(tx, of, { runId, owner, expiryMs });
  const { watermark, tickedAt } = await jobTable.find(tx, of);
  const next = windowSince(watermark, at);
  const wanted: Wanted = ask.kind === 'person' ? ask.wanted : { kind: 'next' };
  const window = wanted.kind === 'period' ? wanted : next;
  const ids = wanted.kind === 'ids' ? wanted.ids : null;
  const beginning: Beginning = {
    job: of.job,
    trigger: ask.kind === 'person' ? 'MANUAL' : triggerOfTick(tickedAt, at, ask.everyMs),
    windowFrom: ids === null ? window.from.toISOString() : null,
    windowTo: ids === null ? window.to.toISOString() : null,
    ids,
    by: ask.kind === 'person' ? ask.by : null,
    reason: ask.kind === 'person' ? ask.reason : null,
  };
  if (taken.outcome === 'locked') {
    const message = `Run ${taken.runId} has the job.`;
    await jobRuns.execute(tx, runId, { kind: 'Skip', beginning, message, at }, causeOfJob(of, runId));
    return { kind: 'skipped', runId };
  }
  await endRuns.makeRoom(tx, of, taken.dead, at);
  // What happens by itself may have opened a run of its own just now: that one ends, and this one takes its place.
  while (!(await openRun.open(tx, of, runId, beginning, at))) await endRuns.makeRoom(tx, of, null, at);
  if (ask.kind === 'tick') await jobTable.ticked(tx, of, at);
  return { kind: 'begun', run: { of, runId, window, ids, watermark: wanted.kind === 'next' ? window.to : null } };
}
