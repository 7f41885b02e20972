/** Why an operation on money was refused. Stable: callers branch on it. */
export type MoneyErrorCode =
  'CURRENCY_MISMATCH' | 'CURRENCY_MALFORMED' | 'NOT_SAFE' | 'NOT_A_DECIMAL' | 'NOT_ALLOCATABLE';

/** Thrown by every function of this library; the same call would fail again, so it is never worth a retry. */
export class MoneyError extends Error {
  readonly code: MoneyErrorCode;
  readonly retryable = false;

  constructor(code: MoneyErrorCode, message: string) {
    super(message);
    this.name = 'MoneyError';
    this.code = code;
  }
}
