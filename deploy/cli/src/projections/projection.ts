import { z } from 'zod';

/** A read table of a service and the versions of the code that fills it. */
export const projection = z.looseObject({
  name: z.string(),
  version: z.int(),
  state: z.string(),
  running: z
    .looseObject({
      kind: z.enum(['rebuild', 'check']),
      startedAt: z.string(),
      done: z.number(),
      total: z.number(),
      perSecond: z.number().nullable(),
      etaSeconds: z.number().nullable(),
    })
    .nullable(),
  lastRebuild: z
    .looseObject({ finishedAt: z.string(), events: z.number(), rows: z.number(), checksum: z.string() })
    .nullable(),
  lastCheck: z
    .looseObject({
      finishedAt: z.string(),
      passed: z.boolean(),
      compared: z.number(),
      differences: z.array(z.string()),
      differencesTotal: z.number(),
    })
    .nullable(),
  lastFailure: z.looseObject({ at: z.string(), code: z.string(), message: z.string() }).nullable(),
});
export type Projection = z.infer<typeof projection>;

export const projections = z.looseObject({ items: z.array(projection) });
