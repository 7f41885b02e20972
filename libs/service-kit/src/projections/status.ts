import { z } from 'zod';
import type { LastRuns } from './runs.js';

const instant = z.string().meta({ description: 'ISO 8601, UTC.' });

/** How a projection stands, as the admin's endpoints show it. */
export const projectionStatus = z.object({
  name: z.string().meta({ examples: ['returns'] }),
  version: z.int().meta({ description: 'Version of this release.' }),
  state: z
    .enum(['live', 'building'])
    .meta({ description: 'building: readers get 503 here until this version is there.' }),
  running: z
    .object({
      kind: z.enum(['rebuild', 'check']),
      startedAt: instant,
      done: z.int().meta({ description: 'Events gone through.' }),
      total: z.int().meta({ description: 'Events there were at the start.' }),
      perSecond: z.number(),
      etaSeconds: z.number().nullable().meta({ description: 'null while nothing can be said.' }),
    })
    .nullable(),
  lastRebuild: z
    .object({
      finishedAt: instant,
      events: z.int(),
      rows: z.int(),
      checksum: z.string(),
      sameAsBefore: z
        .boolean()
        .nullable()
        .meta({ description: 'Whether the rows before said the same; null: there were none of this version.' }),
    })
    .nullable(),
  lastCheck: z
    .object({
      finishedAt: instant,
      passed: z.boolean(),
      compared: z.int(),
      differences: z.array(z.string()).meta({ description: 'The first 20.' }),
      differencesTotal: z.int(),
    })
    .nullable(),
  lastFailure: z.object({ at: instant, code: z.string(), message: z.string() }).nullable(),
});
export type ProjectionStatus = z.infer<typeof projectionStatus>;

/** Puts together what the tables tell. */
export function statusOf(
  projection: { name: string; version: number },
  live: boolean,
  runs: LastRuns,
  now: Date,
): ProjectionStatus {
  const { name, version } = projection;
  const { running, rebuild, check, failure } = runs;
  return {
    name,
    version,
    state: live ? 'live' : 'building',
    running:
      running === null ? null : { ...running, startedAt: running.startedAt.toISOString(), ...paceOf(running, now) },
    lastRebuild: rebuild === null ? null : { ...rebuild, finishedAt: rebuild.finishedAt.toISOString() },
    lastCheck: check === null ? null : { ...check, finishedAt: check.finishedAt.toISOString() },
    lastFailure: failure === null ? null : { ...failure, at: failure.at.toISOString() },
  };
}

function paceOf(
  { startedAt, done, total }: NonNullable<LastRuns['running']>,
  now: Date,
): { perSecond: number; etaSeconds: number | null } {
  const seconds = Math.max((now.getTime() - startedAt.getTime()) / 1000, 0.001);
  const perSecond = Math.round(done / seconds);
  return { perSecond, etaSeconds: perSecond === 0 ? null : Math.ceil((total - done) / perSecond) };
}
