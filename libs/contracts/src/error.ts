/** What an error may carry besides its message. */
export interface BackhaulErrorOptions {
  /** True when the same attempt may succeed later without anyone changing anything. Default false. */
  retryable?: boolean;
  cause?: unknown;
  /** Facts for the operator. Never secrets, never shopper data. */
  details?: unknown;
}

/** Base of every error that we throw on purpose. Code that decides about a retry reads `retryable`, never the text. */
export class BackhaulError extends Error {
  /** Stable, SCREAMING_SNAKE; what alarms and callers branch on. */
  readonly code: string;
  readonly retryable: boolean;
  readonly details: unknown;

  constructor(code: string, message: string, options: BackhaulErrorOptions = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.name = new.target.name;
    this.code = code;
    this.retryable = options.retryable ?? false;
    this.details = options.details;
  }
}
