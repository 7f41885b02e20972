import type { Clock } from '@backhaul/contracts';
import type { Queryable } from '@backhaul/event-store';
import type { Pool } from 'pg';
import { claimCalls } from '../sql/claim-calls.js';
import { finishCall } from '../sql/finish-call.js';
import { lookAgain } from '../sql/look-again.js';
import { planAgain } from '../sql/plan-again.js';
import { putInDoubt } from '../sql/put-in-doubt.js';
import { readOverdue } from '../sql/read-overdue.js';
import { releaseLease } from '../sql/release-lease.js';
import { renewLease } from '../sql/renew-lease.js';
import { settleLater } from '../sql/settle-later.js';
import { storeAnswer } from '../sql/store-answer.js';
import { toClaimedCall, type ClaimedCall, type ClaimedRow } from './claimed-call.js';

/** What a runner takes and for how long. */
export interface ClaimRequest {
  kinds: readonly string[];
  limit: number;
  owner: string;
  leaseMs: number;
}

/** An unfinished call that is older than it should be. */
export interface OverdueCall {
  key: string;
  kind: string;
  status: string;
  last_error: string | null;
  /** How many are overdue in all. */
  overdue: number;
}

/** The runner's side of `effects.calls`. Each method is one statement; `false` means that the call is not ours any more. */
export class CallsTable {
  readonly #pool: Pool;
  readonly #clock: Clock | undefined;

  constructor(pool: Pool, clock: Clock | undefined) {
    this.#pool = pool;
    this.#clock = clock;
  }

  async claim(r: ClaimRequest): Promise<ClaimedCall[]> {
    const { rows } = await this.#pool.query(claimCalls, [this.#now(), r.kinds, r.limit, r.owner, r.leaseMs]);
    return (rows as ClaimedRow[]).map(toClaimedCall);
  }

  renew(c: ClaimedCall, leaseMs: number): Promise<boolean> {
    return this.#update(renewLease, [c.call.key, c.claim, leaseMs]);
  }

  storeAnswer(c: ClaimedCall, answerText: string): Promise<boolean> {
    return this.#update(storeAnswer, [c.call.key, c.call.attempt, answerText]);
  }

  planAgain(c: ClaimedCall, delayMs: number, reason: string | null): Promise<boolean> {
    return this.#update(planAgain, [c.call.key, c.claim, delayMs, reason]);
  }

  putInDoubt(c: ClaimedCall, delayMs: number, reason: string): Promise<boolean> {
    return this.#update(putInDoubt, [c.call.key, c.claim, delayMs, reason]);
  }

  lookAgain(c: ClaimedCall, delayMs: number, reason: string): Promise<boolean> {
    return this.#update(lookAgain, [c.call.key, c.claim, delayMs, reason, false]);
  }

  lookAgainAfterAsking(tx: Queryable, c: ClaimedCall, delayMs: number, reason: string): Promise<boolean> {
    return this.#update(lookAgain, [c.call.key, c.claim, delayMs, reason, true], tx);
  }

  finish(tx: Queryable, c: ClaimedCall, status: 'confirmed' | 'refused'): Promise<boolean> {
    return this.#update(finishCall, [c.call.key, c.claim, status], tx);
  }

  settleLater(c: ClaimedCall, delayMs: number, reason: string): Promise<boolean> {
    return this.#update(settleLater, [c.call.key, c.claim, delayMs, reason]);
  }

  async release(c: ClaimedCall): Promise<void> {
    await this.#pool.query(releaseLease, [c.call.key, c.claim]);
  }

  async overdue(ageMs: number): Promise<OverdueCall[]> {
    const { rows } = await this.#pool.query(readOverdue, [this.#now(), ageMs, 10]);
    return rows as OverdueCall[];
  }

  async #update(statement: string, values: unknown[], db: Queryable = this.#pool): Promise<boolean> {
    const { rowCount } = await db.query(statement, [this.#now(), ...values]);
    return rowCount === 1;
  }

  #now(): string | null {
    return this.#clock === undefined ? null : this.#clock.now().toISOString();
  }
}
