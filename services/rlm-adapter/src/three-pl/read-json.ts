import { BackhaulError } from '@backhaul/contracts';
import type { z } from 'zod';

/** What came in, as JSON. @throws BackhaulError RECEIPT_NOT_UNDERSTOOD: kept raw and parked, never guessed at */
export function jsonIn(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (cause) {
    throw new BackhaulError('RECEIPT_NOT_UNDERSTOOD', 'the receipt is not JSON', { cause });
  }
}

/** The receipt in what came in. @throws BackhaulError RECEIPT_NOT_UNDERSTOOD with each place that does not fit */
export function receiptAs<T>(schema: z.ZodType<T>, raw: unknown): T {
  const read = schema.safeParse(raw);
  if (read.success) return read.data;
  const details = read.error.issues.map((issue) => ({ path: issue.path.join('.'), expected: issue.message }));
  const where = details.map(({ path, expected }) => `${path}: ${expected}`).join('; ');
  throw new BackhaulError('RECEIPT_NOT_UNDERSTOOD', `the receipt does not fit its contract: ${where}`, { details });
}
