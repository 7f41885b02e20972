import { z } from 'zod';
import { jobNames } from '../../jobs/names.js';
import { itemResults, severities } from '../../jobs/item/events.js';
import { endings, triggers } from '../../jobs/run/events.js';

const instant = z.string().meta({ description: 'ISO 8601, UTC.', examples: ['2026-09-20T14:07:00.000Z'] });
const next = z.string().nullable().meta({ description: 'Give it as `cursor` for the next page; null on the last.' });
const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next });
const count = z.int().nonnegative();

/** A run as the screen shows it (contracts/rlm-and-3pl.md §3.1). */
const jobRun = z.object({
  runId: z.string(),
  jobName: z.enum(jobNames),
  merchantId: z.string(),
  company: z
    .int()
    .nullable()
    .meta({ description: "RLM's number; null for a merchant that is not configured any more." }),
  trigger: z.enum(triggers),
  status: z.enum(['RUNNING', ...endings]),
  startedAt: instant,
  finishedAt: instant.nullable(),
  windowFrom: instant.nullable(),
  windowTo: instant.nullable(),
  ids: z.array(z.string()).nullable().meta({ description: 'The items that a person named.' }),
  by: z.string().nullable(),
  reason: z.string().nullable(),
  counts: z.object({ read: count, created: count, updated: count, skipped: count, errored: count }),
  errorMessage: z.string().nullable(),
});
export type JobRunView = z.infer<typeof jobRun>;
export const jobRunAnswer = jobRun;
export const jobRunPage = pageOf(jobRun);

/** An item of a run. */
const jobItem = z.object({
  runId: z.string(),
  seq: z.int(),
  at: instant,
  entity: z.string(),
  externalId: z.string(),
  returnId: z.string().nullable(),
  rlmDocument: z.string().nullable(),
  result: z.enum(itemResults),
  severity: z.enum(severities),
  errorMessage: z.string().nullable().meta({ description: 'The "Error Message" column; an `INFO` in it is no error.' }),
  attempt: z.int(),
  retryState: z.enum(['NONE', 'PENDING', 'DEAD']),
});
export type JobItemView = z.infer<typeof jobItem>;
export const jobItemAnswer = jobItem;
export const jobItemPage = pageOf(jobItem);

/** A job of a merchant, with its last run. */
const job = z.object({
  jobName: z.enum(jobNames),
  merchantId: z.string(),
  company: z.int(),
  everySeconds: z.number(),
  paused: z.object({ at: instant, by: z.string(), reason: z.string() }).nullable(),
  watermark: instant.nullable().meta({ description: 'What it has surely read up to.' }),
  lastSuccessAt: instant.nullable().meta({ description: 'When a run last read everything.' }),
  lastRun: jobRun.nullable(),
  pendingItems: count.meta({ description: 'Failed, and tried again by the next run.' }),
  deadItems: count.meta({ description: 'Given up: they wait for a person.' }),
});
export type JobView = z.infer<typeof job>;
export const jobAnswer = job;
export const jobList = z.object({ items: z.array(job) });
