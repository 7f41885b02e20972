import { formatMoney, money } from '@backhaul/money';

/** Two-decimal text, as all money of the list and the webhooks. */
export const amount = (minor: number, currency: string): string => formatMoney(money(minor, currency));

/** `2026-09-14T16:02:11+00:00` */
export const isoTime = (iso: string): string => `${iso.slice(0, 19)}+00:00`;

/** `2026-09-14 16:02:11`, without a zone. */
export const plainTime = (iso: string): string => iso.slice(0, 19).replace('T', ' ');

/** Reads the three spellings in use: ISO, `YYYY-MM-DD`, `YYYY-MM-DD HH:MM:SS` (UTC). */
export function readTime(text: string): Date | undefined {
  const plain = /^\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d)?$/.test(text);
  const at = new Date(plain ? `${text.includes(' ') ? text.replace(' ', 'T') : `${text}T00:00:00`}Z` : text);
  return Number.isNaN(at.getTime()) ? undefined : at;
}
