import { parseMoney, type Money } from '@backhaul/money';
import { z } from 'zod';

// List, details and webhook disagree on id types, date formats and names; `N/A` and `""` stand for null (contracts/loop.md §8.4).

/** Ids are strings in the list, numbers in the details. */
export const id = z.union([z.string().min(1), z.int().nonnegative()]).transform(String);

/** Text in which `N/A` and the empty string mean nothing. */
export const text = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => {
    const trimmed = value === null || value === undefined ? '' : String(value).trim();
    return trimmed === '' || trimmed === 'N/A' ? null : trimmed;
  });

export const amount = z.union([z.string().min(1), z.number()]);

const zoneless = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})$/;

/** ISO 8601, or `YYYY-MM-DD HH:MM:SS` without a zone, which is UTC. */
export const instant = z.string().transform((value, ctx): Date => {
  const [, day, time] = zoneless.exec(value) ?? [];
  const date = new Date(day === undefined ? value : `${day}T${time ?? ''}Z`);
  if (!Number.isNaN(date.getTime())) return date;
  ctx.issues.push({ code: 'custom', message: 'expected a date and time', input: value });
  return z.NEVER;
});

/** An amount in the currency of the shop; a missing one is zero. */
export function moneyIn(currency: string): (value: string | number | null | undefined) => Money {
  return (value) => parseMoney(value ?? 0, currency);
}
