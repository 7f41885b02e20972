import { systemClock, type Clock } from '@backhaul/contracts';
import type { Pool } from 'pg';
import { guardPool } from '../support/connections.js';

/** A webhook whose signature was found right. Secrets among the headers are the caller's to leave out. */
export interface Accepted {
  source: string;
  merchantId: string;
  /** The vendor's own id of the delivery, or a hash of the body: the same key again is a repetition. */
  dedupeKey: string;
  /** Items of one lane of a merchant are worked off in the order in which they came. */
  lane: string;
  body: Buffer;
  headers: Record<string, string>;
}

/** Where webhooks are put before they are answered: once `accept` has resolved, the item survives anything. */
export class Intake {
  readonly #pool: Pool;
  readonly #clock: Clock;
  readonly #onAccepted: () => void;

  /** `onAccepted`: usually the worker's `wake`. */
  constructor(options: { pool: Pool; clock?: Clock; onAccepted?: () => void }) {
    this.#pool = guardPool(options.pool);
    this.#clock = options.clock ?? systemClock;
    this.#onAccepted = options.onAccepted ?? (() => {});
  }

  /** Stores the item; `duplicate` when it was stored before. Answer the vendor with success in both cases. */
  async accept(item: Accepted): Promise<'accepted' | 'duplicate'> {
    const { rowCount } = await this.#pool.query({
      name: 'messaging.accept',
      text: `INSERT INTO messaging.intake (source, merchant_id, dedupe_key, lane, headers, body, received_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT ON CONSTRAINT intake_once DO NOTHING`,
      values: [
        item.source,
        item.merchantId,
        item.dedupeKey,
        item.lane,
        JSON.stringify(item.headers),
        item.body,
        this.#clock.now(),
      ],
    });
    if (rowCount !== 1) return 'duplicate';
    this.#onAccepted();
    return 'accepted';
  }
}
