import { inTransaction } from '@backhaul/event-store';
import { testDatabase, type TestDatabase } from '@backhaul/testkit';
import {
  EffectRunner,
  effectsMigrations,
  effectsStore,
  planCalls,
  type CallRecord,
  type EffectRunnerOptions,
  type PlannedCall,
  type Settled,
} from '../../src/index.js';
import { DocumentHandler, type Hooks } from './document-handler.js';
import { Vendor } from './vendor.js';

/** A clock that moves only when told to. */
export class TestClock {
  #time = Date.parse('2026-03-01T10:00:00Z');
  now = (): Date => new Date(this.#time);
  advance(ms: number): void {
    this.#time += ms;
  }
}

export const LEASE_MS = 30_000;

/** A database, a vendor and runners between them. */
export class Scene {
  readonly vendor = new Vendor();
  readonly clock = new TestClock();
  readonly errors: { facts: object; message: string }[] = [];
  #planned = 0;

  private constructor(
    readonly db: TestDatabase,
    readonly vendorUrl: { value: string },
  ) {}

  static async open(name: string): Promise<Scene> {
    const db = await testDatabase({ migrations: effectsMigrations, name });
    await db.pool.query('CREATE TABLE settlements (id serial, key text NOT NULL, settled json NOT NULL)');
    const scene = new Scene(db, { value: '' });
    scene.vendorUrl.value = await scene.vendor.start();
    return scene;
  }

  async close(): Promise<void> {
    this.vendor.release();
    await this.vendor.stop();
    await this.db.drop();
  }

  handler(hooks: Hooks = {}): DocumentHandler {
    return new DocumentHandler(this.vendorUrl.value, hooks);
  }

  /** On the test's clock, without delays that only random would explain. */
  runner(options: Partial<EffectRunnerOptions> = {}): EffectRunner {
    return new EffectRunner({
      pool: this.db.pool,
      handlers: [this.handler()],
      clock: this.clock,
      leaseMs: LEASE_MS,
      backoff: { baseMs: 1_000, random: () => 0 },
      log: {
        info: () => undefined,
        warn: () => undefined,
        error: (facts, message) => void this.errors.push({ facts, message }),
      },
      ...options,
    });
  }

  /** Plans one call and returns its key. Each has its own lane unless told otherwise. */
  async plan(fields: Partial<PlannedCall> = {}): Promise<string> {
    const call = this.call(fields);
    await inTransaction(this.db.pool, (tx) => planCalls(tx, [call]));
    return call.key;
  }

  call(fields: Partial<PlannedCall> = {}): PlannedCall {
    this.#planned += 1;
    const key = fields.key ?? `document:${this.#planned}`;
    return {
      key,
      kind: 'create-document',
      lane: key,
      merchantId: 'northfold',
      subject: 'northfold-88120045',
      partitionKey: 'northfold/5511223344556',
      payload: { reference: key, units: [{ sku: 'TEE-M', quantity: 1 }] },
      correlationId: 'corr-1',
      causationId: 'cause-1',
      ...fields,
    };
  }

  /** Lets every wait run out, then takes what is due. */
  async later(runner: EffectRunner, ms = 10 * 60_000): Promise<number> {
    this.clock.advance(ms);
    return runner.runOnce();
  }

  async record(key: string): Promise<CallRecord> {
    const record = await effectsStore.get(this.db.pool, key);
    if (record === null) throw new Error(`No call ${key}`);
    return record;
  }

  async settlements(key: string): Promise<Settled[]> {
    const { rows } = await this.db.pool.query('SELECT settled FROM settlements WHERE key = $1 ORDER BY id', [key]);
    return (rows as { settled: Settled }[]).map((row) => row.settled);
  }
}
