import type { Clock } from '@backhaul/contracts';
import type { Queryable } from '@backhaul/event-store';
import { Aggregate, causeOfCommand, CLOCK, type Cause, type PersonCommand } from '@backhaul/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { privateEvents, publishedEvents, store, type Finding } from '../store/decide.js';
import type { StoreState } from '../store/state.js';

/** That the sends of a store are stopped. */
export interface Stop {
  readonly merchantId: string;
  readonly since: Date;
  readonly why: string;
  /** How many findings speak for it. */
  readonly findings: number;
}

/** Runs commands on `store` streams, one per merchant. */
export const storeStreams = new Aggregate({
  category: 'store',
  decider: store,
  publishes: publishedEvents,
  keeps: privateEvents,
});

/** Stops and releases what is sent to the ERP for a store. What is only read goes on. */
@Injectable()
export class Stops {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** Stops the store once per finding, with a task for a person. `causationId`: what led to the finding. */
  async stop(tx: Queryable, merchantId: string, finding: Finding, causationId: string): Promise<void> {
    const at = this.clock.now();
    const cause = { ...aboutStore(merchantId), correlationId: `${merchantId}-store`, causationId };
    const { state } = await storeStreams.execute(tx, merchantId, { kind: 'StopSends', merchantId, finding, at }, cause);
    await keep(tx, merchantId, state);
  }

  /** False when it was not stopped. */
  async release(tx: Queryable, merchantId: string, command: PersonCommand): Promise<boolean> {
    const { by, reason } = command;
    const release = { kind: 'ReleaseSends', by, reason, at: this.clock.now() } as const;
    const cause = causeOfCommand(command, aboutStore(merchantId));
    const { state, events } = await storeStreams.execute(tx, merchantId, release, cause);
    await keep(tx, merchantId, state);
    return events.length > 0;
  }

  async isStopped(db: Queryable, merchantId: string): Promise<boolean> {
    return (await this.of(db, merchantId)) !== null;
  }

  /** Null: its sends go out. */
  async of(db: Queryable, merchantId: string): Promise<Stop | null> {
    const { rows } = await db.query(`${stops} WHERE merchant_id = $1`, [merchantId]);
    return (rows as Stop[])[0] ?? null;
  }

  async all(db: Queryable): Promise<Stop[]> {
    const { rows } = await db.query(`${stops} ORDER BY merchant_id`);
    return rows as Stop[];
  }
}

const stops = 'SELECT merchant_id AS "merchantId", since, why, findings FROM erp_kit.stop';

const aboutStore = (merchantId: string): Pick<Cause, 'merchantId' | 'subject' | 'partitionKey'> => ({
  merchantId,
  subject: `${merchantId}-store`,
  partitionKey: `${merchantId}/store`,
});

/** A row while it is stopped: asked before every send, so it has to be quick. */
async function keep(tx: Queryable, merchantId: string, { stop }: StoreState): Promise<void> {
  if (stop === null) {
    await tx.query('DELETE FROM erp_kit.stop WHERE merchant_id = $1', [merchantId]);
    return;
  }
  await tx.query(
    `INSERT INTO erp_kit.stop (merchant_id, since, why, findings) VALUES ($1, $2, $3, $4)
     ON CONFLICT (merchant_id) DO UPDATE SET findings = excluded.findings`,
    [merchantId, stop.since, stop.why, stop.findings],
  );
}
