const MARK = '\u0001';

/** A JSON number given by its digits: ids above 2^53 and amounts keep every digit. */
export const raw = (digits: string): string => `${MARK}${digits}`;

/** JSON in which marked texts stand as bare numbers. */
export const stringifyRaw = (value: unknown): string =>
  JSON.stringify(value).replace(/"\\u0001(-?\d+(?:\.\d+)?)"/g, '$1');
