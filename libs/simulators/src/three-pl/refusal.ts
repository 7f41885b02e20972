export type ThreePlCode =
  'VALIDATION' | 'UNAUTHORIZED' | 'NOT_FOUND' | 'CONFLICT' | 'RATE_LIMIT' | 'REQUEST_TOO_LARGE' | 'UNAVAILABLE';

const statuses: Readonly<Record<ThreePlCode, number>> = {
  VALIDATION: 422,
  UNAUTHORIZED: 401,
  NOT_FOUND: 404,
  CONFLICT: 409,
  RATE_LIMIT: 429,
  REQUEST_TOO_LARGE: 413,
  UNAVAILABLE: 500,
};

/** A request that the 3PL turns down. */
export class ThreePlRefusal extends Error {
  override readonly name = 'ThreePlRefusal';
  readonly status: number;
  constructor(
    readonly code: ThreePlCode,
    message: string,
  ) {
    super(message);
    this.status = statuses[code];
  }
}

/** For `Reader`: a field that is missing or wrong. */
export const invalid = (message: string): ThreePlRefusal => new ThreePlRefusal('VALIDATION', message);

/** Throws 404. */
export const found = <T>(value: T | undefined, what: string): T => {
  if (value === undefined) throw new ThreePlRefusal('NOT_FOUND', `${what} was not found.`);
  return value;
};
