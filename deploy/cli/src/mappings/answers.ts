import { z } from 'zod';

/** A code, or several fields. */
const value = z.union([z.string(), z.record(z.string(), z.unknown())]);

/** Which tables there are. */
export const tables = z.looseObject({
  items: z.array(z.looseObject({ name: z.string(), description: z.string(), validIn: z.string() })),
});

/** One page of a table of a merchant. */
export const mappingTable = z.looseObject({
  name: z.string(),
  validIn: z.string(),
  default: value.nullable(),
  entries: z.array(z.looseObject({ key: z.string(), value, by: z.string(), reason: z.string(), at: z.string() })),
  unmapped: z.array(
    z.looseObject({
      key: z.string(),
      seen: z.int(),
      firstSeenAt: z.string(),
      lastSeenAt: z.string(),
      waiting: z.int(),
    }),
  ),
});

/** Changes of a table, the newest first. */
export const history = z.looseObject({
  items: z.array(
    z.looseObject({ key: z.string(), value: value.nullable(), by: z.string(), reason: z.string(), at: z.string() }),
  ),
});

/** Fields as JSON, a code as it is. */
export const shown = (one: z.infer<typeof value> | null): string | null =>
  one === null || typeof one === 'string' ? one : JSON.stringify(one);
