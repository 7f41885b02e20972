import { z } from 'zod';
import type { OfMerchant } from '../of-merchant.js';
import { facts, table } from '../output/table.js';
import type { Session } from '../session.js';

const compared = z.looseObject({
  kind: z.string(),
  match: z.string(),
  result: z.string(),
  theirs: z.string().nullable().optional(),
  differences: z
    .array(z.looseObject({ field: z.string(), ours: z.unknown().optional(), theirs: z.unknown().optional() }))
    .optional(),
});
const shadowReport = z.looseObject({
  from: z.string(),
  to: z.string(),
  counts: z.record(z.string(), z.int()),
  items: z.array(compared),
  cut: z.boolean(),
});
type ShadowReport = z.infer<typeof shadowReport>;

interface Options extends OfMerchant {
  from?: string;
  to?: string;
}

/** Ends with 1 when something differs, so that a script may ask. */
export async function reportShadow(session: Session, { merchant, ...period }: Options): Promise<void> {
  const client = await session.adapterOf(merchant);
  const found = await client.get(`/shadow/${encodeURIComponent(merchant)}/report`, shadowReport, { ...period });
  session.print(found, () => wordsOf(found));
  if (found.items.length > 0) session.exitCode = 1;
}

function wordsOf({ from, to, counts, items, cut }: ShadowReport): string {
  const head = facts([['from', from], ['to', to], ...Object.entries(counts)]);
  if (items.length === 0) return `${head}\n\nWe would have done what they did.`;
  const rows = items.flatMap(({ kind, match, result, theirs, differences = [] }) => {
    const first = [kind, match, result, theirs ?? null];
    if (differences.length === 0) return [[...first, null, null, null]];
    return differences.map((one) => [...first, one.field, text(one.ours), text(one.theirs)]);
  });
  const columns = ['document', 'of', 'result', 'their number', 'field', 'ours', 'theirs'];
  return `${head}\n\n${table(columns, rows)}${cut ? '\nThere are more: choose a shorter period.' : ''}`;
}

const text = (value: unknown): string | null =>
  value === undefined || value === null ? null : typeof value === 'string' ? value : JSON.stringify(value);
