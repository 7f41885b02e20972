import { z } from 'zod';

/** A run, as far as the command shows it. */
export const run = z.looseObject({
  runId: z.string(),
  jobName: z.string(),
  trigger: z.string(),
  status: z.string(),
  startedAt: z.string(),
  windowFrom: z.string().nullable(),
  windowTo: z.string().nullable(),
  counts: z.looseObject({ read: z.int(), created: z.int(), updated: z.int(), skipped: z.int(), errored: z.int() }),
  errorMessage: z.string().nullable(),
});
export type Run = z.infer<typeof run>;

/** A job of a merchant with its last run. */
export const job = z.looseObject({
  jobName: z.string(),
  everySeconds: z.number(),
  paused: z.looseObject({ at: z.string(), by: z.string(), reason: z.string() }).nullable(),
  lastSuccessAt: z.string().nullable(),
  lastRun: run.nullable(),
  pendingItems: z.int(),
  deadItems: z.int(),
});

/** An item of a run. */
export const item = z.looseObject({
  seq: z.int(),
  at: z.string(),
  entity: z.string(),
  externalId: z.string(),
  rlmDocument: z.string().nullable(),
  result: z.string(),
  errorMessage: z.string().nullable(),
  attempt: z.int(),
  retryState: z.string(),
});

/** A page of a list. */
export const pageOf = <T extends z.ZodType>(one: T) => z.object({ items: z.array(one), next: z.string().nullable() });
