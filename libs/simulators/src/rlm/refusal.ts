/** Codes of the assumed REST errors (contracts/rlm-and-3pl.md §8). */
export type RlmCode = 'VALIDATION' | 'AUTH' | 'NOT_FOUND' | 'DUPLICATE' | 'STATE' | 'RATE_LIMIT' | 'UNAVAILABLE';

const statuses: Readonly<Record<RlmCode, number>> = {
  VALIDATION: 422,
  AUTH: 401,
  NOT_FOUND: 404,
  DUPLICATE: 409,
  STATE: 409,
  RATE_LIMIT: 429,
  UNAVAILABLE: 500,
};

/** A request that RLM turns down, in its own words. `line` is the number of the wrong line, from 1. */
export class RlmRefusal extends Error {
  override readonly name = 'RlmRefusal';
  constructor(
    readonly code: RlmCode,
    message: string,
    readonly line: number | null = null,
    readonly status: number = statuses[code],
  ) {
    super(message);
  }
}

/** For `Reader`: a field that is missing or wrong in shape. */
export const malformed = (message: string): RlmRefusal => new RlmRefusal('VALIDATION', message, null, 400);

/** Throws 404. */
export const found = <T>(value: T | undefined, message: string): T => {
  if (value === undefined) throw new RlmRefusal('NOT_FOUND', message);
  return value;
};
