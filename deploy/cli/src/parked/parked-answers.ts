import { z } from 'zod';

/** A parked message as lists show it. */
export const parkedItem = z.looseObject({
  id: z.string(),
  status: z.string(),
  message: z.looseObject({ topic: z.string(), partition: z.int(), offset: z.string(), key: z.string() }),
  type: z.string().nullable(),
  reasonCode: z.string(),
  reason: z.string(),
  attempts: z.int(),
  parkedAt: z.string(),
  firstAttemptAt: z.string().nullable(),
  lastAttemptAt: z.string().nullable(),
  closedAt: z.string().nullable(),
  closedBy: z.string().nullable(),
  closedReason: z.string().nullable(),
});

export const parkedList = z.looseObject({ total: z.int(), items: z.array(parkedItem) });

/** A single one: with what the message says, and what stands around it. */
export const parkedDetail = parkedItem.extend({
  message: parkedItem.shape.message.extend({ headers: z.record(z.string(), z.string()), value: z.string() }),
  first: z.string().nullable(),
  behind: z.looseObject({ total: z.int(), sample: z.array(parkedItem) }),
});

export const causes = z.looseObject({
  items: z.array(
    z.looseObject({
      code: z.string(),
      type: z.string().nullable(),
      keys: z.int(),
      messages: z.int(),
      oldest: z.string(),
      newest: z.string(),
      sample: z.string(),
    }),
  ),
});

/** What a replay of a message or of a key came to. */
export const replayed = z.looseObject({ replayed: z.int(), failed: parkedItem.nullable() });

/** What a part of the replay of a cause came to. */
export const causeReplayed = z.looseObject({
  replayed: z.int(),
  keys: z.int(),
  failed: z.array(parkedItem),
  skipped: z.array(z.looseObject({ key: z.string(), code: z.string(), reason: z.string() })),
  next: z.looseObject({ after: z.string(), count: z.int(), keys: z.int() }).nullable(),
});

export type ParkedItem = z.infer<typeof parkedItem>;
export type ParkedDetail = z.infer<typeof parkedDetail>;
export type Replayed = z.infer<typeof replayed>;
export type CauseReplayed = z.infer<typeof causeReplayed>;
