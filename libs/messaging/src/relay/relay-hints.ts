import type { Pool } from 'pg';
import type { ExclusiveSession } from './exclusive-session.js';

const CHANNEL = 'backhaul_relay';

/**
 * What the replicas of a service tell the one whose relay publishes: there are events. Only a hint, which may be lost; the
 * poll finds them as well. Sent after a commit and not within it: Postgres lets transactions that notify commit one by one.
 */
export class RelayHints {
  #sending = false;
  #again = false;

  constructor(
    private readonly pool: Pool,
    private readonly name: string,
  ) {}

  /** One at a time: who is told once looks for everything that there is. What comes meanwhile is told once more. */
  send(): void {
    if (this.#sending) {
      this.#again = true;
      return;
    }
    this.#sending = true;
    void this.pool
      .query('SELECT pg_notify($1, $2)', [CHANNEL, this.name])
      .catch(() => undefined)
      .then(() => {
        this.#sending = false;
        if (!this.#again) return;
        this.#again = false;
        this.send();
      });
  }

  /** Hears them for as long as the session lives. */
  listen(session: ExclusiveSession, onHint: () => void): Promise<void> {
    return session.listen(CHANNEL, (name) => {
      if (name === this.name) onHint();
    });
  }
}
