import { BackhaulError } from '@backhaul/contracts';
import type { CallsTable } from './calls-table.js';
import type { ClaimedCall } from './claimed-call.js';

/**
 * Keeps a claimed call ours for as long as it takes. When that fails, `signal` aborts the request that is under way before somebody
 * else takes the call over: two senders must not overlap.
 */
export class Lease {
  readonly #abort = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #renewedAt = performance.now();
  #renewing = false;

  constructor(
    private readonly table: CallsTable,
    private readonly claimed: ClaimedCall,
    private readonly leaseMs: number,
  ) {
    this.#timer = setInterval(() => void this.#renew(), leaseMs / 5);
    this.#timer.unref();
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  abort(why: string): void {
    this.#abort.abort(new BackhaulError('EFFECT_INTERRUPTED', why, { retryable: true }));
  }

  end(): void {
    clearInterval(this.#timer);
  }

  async #renew(): Promise<void> {
    // Asked before the query: against a server that has gone silent, the query may never end.
    if (performance.now() - this.#renewedAt > this.leaseMs * 0.7) this.abort('The lease could not be renewed');
    if (this.#renewing) return;
    this.#renewing = true;
    try {
      const askedAt = performance.now();
      const ours = await this.table.renew(this.claimed, this.leaseMs);
      if (ours) this.#renewedAt = askedAt;
      else this.abort('The lease on this call was lost');
    } catch {
      // The next turn may reach the database again.
    } finally {
      this.#renewing = false;
    }
  }
}
