import { RlmRefusal } from '../refusal.js';
import { textOf, type Element } from './xml.js';

const wrong = (name: string): RlmRefusal => new RlmRefusal('VALIDATION', `Invalid ${name}`);

/** A number of the filter; null when it is not given. */
export const numberIn = (filter: Element, name: string): number | null => {
  const text = textOf(filter, name);
  if (text === null) return null;
  if (!/^\d{1,9}$/.test(text)) throw wrong(name);
  return Number(text);
};

/** `Y` or `N`. */
export const flagIn = (filter: Element, name: string): boolean => {
  const text = textOf(filter, name) ?? 'N';
  if (text !== 'Y' && text !== 'N') throw wrong(name);
  return text === 'Y';
};

/** `YYYYMMDD` as an ISO date. */
export const dateIn = (filter: Element, name: string): string | null => {
  const text = textOf(filter, name);
  if (text === null) return null;
  const parts = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (parts === null) throw wrong(name);
  return `${parts[1]}-${parts[2]}-${parts[3]}`;
};

/** True when the filter does not ask, or asks for this. */
export const fits = (filter: Element, name: string, value: string | number | null): boolean => {
  const asked = textOf(filter, name);
  return asked === null || asked === String(value ?? '');
};

/** True when the day lies between DATE_FROM and DATE_TO, both included. */
export const within = (filter: Element, isoDate: string): boolean => {
  const [from, to] = [dateIn(filter, 'DATE_FROM'), dateIn(filter, 'DATE_TO')];
  return (from === null || isoDate >= from) && (to === null || isoDate <= to);
};

/** As many rows as the caller wants, from where it wants them. */
export const limited = <T>(filter: Element, rows: readonly T[]): T[] => {
  const start = Math.max((numberIn(filter, 'START_ROW') ?? 1) - 1, 0);
  const limit = numberIn(filter, 'ROW_LIMIT');
  return rows.slice(start, limit === null ? undefined : start + limit);
};
