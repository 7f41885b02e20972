import { z } from 'zod';
import { Refused } from '../failures.js';
import type { OfMerchant } from '../of-merchant.js';
import { plain } from '../output/table.js';
import type { Found, Session } from '../session.js';

const report = z.looseObject({
  system: z.string(),
  name: z.string(),
  status: z.enum(['ok', 'warn', 'fail']),
  found: z.string(),
  remedy: z.string().nullable(),
});
const reports = z.looseObject({ items: z.array(report) });
type Report = Found<z.infer<typeof report>>;

const marks = { ok: 'ok', warn: 'WARN', fail: 'FAIL' } as const;

/** Asks every service what a merchant needs there. Ends with 1 when something is missing, so that a script may ask. */
export async function check(session: Session, { merchant }: OfMerchant): Promise<void> {
  const path = `/checks/${encodeURIComponent(merchant)}`;
  const found = await session.collect(async (client) => (await client.get(path, reports)).items);
  if (found.length === 0) {
    throw new Refused(`No service has anything to check for ${merchant}. Is that its id in the configuration?`);
  }
  session.print(found, () => linesOf(found).join('\n'));
  if (found.some(({ status }) => status === 'fail')) session.exitCode = 1;
}

/** A line each, and below it how to mend what is not well. Nothing is cut: it is to be followed word by word. */
function linesOf(found: readonly Report[]): string[] {
  const cells = found.map(({ status, system, name }) => [marks[status], system, name]);
  const widths = [0, 1, 2].map((index) => Math.max(...cells.map((row) => row[index]?.length ?? 0)));
  return found.flatMap(({ found: what, remedy }, index) => {
    const head = (cells[index] ?? []).map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
    const indent = ' '.repeat(head.length);
    return [plain(`${head}  ${what}`), ...(remedy === null ? [] : [plain(`${indent}  to mend: ${remedy}`)])];
  });
}
