import { parseMoney, type Money } from '@backhaul/money';
import { notUnderstood } from '@backhaul/vendor-http';
import { z } from 'zod';

// List, details and webhook disagree on id types, date formats and names; `N/A` and `""` stand for null (contracts/loop.md §8.4).

/** Ids are strings in the list, numbers in the details. A number that a double cannot hold is refused: it would be another id. */
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

const isoLike = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}:\d{2}(?:\.\d+)?)(Z|[+-]\d{2}:?\d{2})?)?$/;

/** ISO 8601, or `YYYY-MM-DD HH:MM:SS` without a zone, which is UTC. Anything else is refused rather than guessed at. */
export const instant = z.string().transform((value, ctx): Date => {
  const [, day, time = '00:00:00', zone = 'Z'] = isoLike.exec(value.trim()) ?? [];
  const date = new Date(day === undefined ? Number.NaN : `${day}T${time}${zone}`);
  if (!Number.isNaN(date.getTime())) return date;
  ctx.issues.push({ code: 'custom', message: 'expected a date and time', input: value });
  return z.NEVER;
});

/**
 * An amount in the currency of the shop; a missing one is zero.
 * @throws VendorError VENDOR_NOT_UNDERSTOOD when it is no decimal, or has more decimals than the currency
 */
export function moneyIn(currency: string): (value: string | number | null | undefined) => Money {
  return (value) => {
    try {
      return parseMoney(value ?? 0, currency);
    } catch {
      throw notUnderstood('Loop', `an amount that Loop shows is no amount in ${currency}`, { value });
    }
  };
}
