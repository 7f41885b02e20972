import {
  circuitBreaker,
  ConsecutiveBreaker,
  handleWhen,
  isBrokenCircuitError,
  type CircuitBreakerPolicy,
} from 'cockatiel';
import { verdicts } from './classify.js';
import { VendorError } from './vendor-error.js';

const unhealthyCodes: ReadonlySet<string> = new Set(
  Object.values(verdicts)
    .filter(({ unhealthy }) => unhealthy)
    .map(({ code }) => code),
);

/**
 * Leaves a vendor alone that has failed several times in a row. After `resumeAfterMs` the next call goes through as a
 * trial; its success closes the breaker. Refusals and rate limits are answers of a healthy vendor and do not count.
 */
export class Breaker {
  readonly #policy: CircuitBreakerPolicy | undefined;
  readonly resumeAfterMs: number;

  constructor(options: { failures?: number; resumeAfterMs?: number } | false = {}) {
    const settings = options === false ? {} : options;
    this.resumeAfterMs = settings.resumeAfterMs ?? 10_000;
    if (options === false) return;
    this.#policy = circuitBreaker(
      handleWhen((error) => error instanceof VendorError && unhealthyCodes.has(error.code) && error.retryable),
      { breaker: new ConsecutiveBreaker(settings.failures ?? 5), halfOpenAfter: this.resumeAfterMs },
    );
  }

  /** @throws what `refused` makes when the breaker is open */
  async run<T>(work: () => Promise<T>, refused: () => VendorError): Promise<T> {
    if (this.#policy === undefined) return work();
    try {
      return await this.#policy.execute(work);
    } catch (error) {
      throw isBrokenCircuitError(error) ? refused() : error;
    }
  }
}
