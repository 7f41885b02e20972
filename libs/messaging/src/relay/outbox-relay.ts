import { encodeEnvelope, type ServiceName } from '@backhaul/contracts';
import { checkpoints, eventStore, type GlobalPosition } from '@backhaul/event-store';
import type { Pool } from 'pg';
import type { MessageBus } from '../bus/message-bus.js';
import { silentLog, type Log } from '../support/log.js';
import { Pacer } from '../support/pacer.js';
import { endsWithin, pause } from '../support/pause.js';
import { stopController } from '../support/stop-signal.js';
import { Troubles } from '../support/troubles.js';
import { envelopeOf } from './envelope-of.js';
import { ExclusiveSession } from './exclusive-session.js';

export interface OutboxRelayOptions {
  /** Of the service's database; the relay makes one connection of its own with the same settings. */
  pool: Pool;
  bus: MessageBus;
  topic: string;
  service: ServiceName;
  log?: Log;
  /** Most events of one publish. Default 500. */
  batch?: number;
  /** The wait between two looks for events: doubles while there are none. Default 5 to 250 ms. */
  pollMs?: { min: number; max: number };
  /** Told of every publish: how many, and how long after the oldest of them was recorded. */
  observe?: (fact: { published: number; lagMs: number }) => void;
}

const TAKE_OVER_MS = 1000;
const CLOSE_MS = 8000;

/**
 * Publishes the service's events in the order in which they were recorded. The event table is the outbox, a checkpoint says
 * how far it got. At least once: after a crash between publish and checkpoint the batch goes out again, and the consumers'
 * inboxes see that. One relay per service at a time; a second one waits and takes over when the first is gone.
 */
export class OutboxRelay {
  readonly #pace: Pacer;
  readonly #troubles: Troubles;
  #stopping = stopController();
  #loop: Promise<void> | null = null;
  #active = false;

  constructor(private readonly options: OutboxRelayOptions) {
    const { min, max } = options.pollMs ?? { min: 5, max: 250 };
    this.#pace = new Pacer({ minMs: min, maxMs: max });
    this.#troubles = new Troubles(options.log ?? silentLog);
  }

  /** True while this is the relay that publishes. */
  get active(): boolean {
    return this.#active;
  }

  /** How long it has been failing without a success in between; null when all is well. For health. */
  get failingForMs(): number | null {
    return this.#troubles.lastingMs;
  }

  start(): void {
    if (this.#loop !== null) return;
    this.#stopping = stopController();
    this.#loop = this.#run(this.#stopping.signal);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#pace.wake();
    await endsWithin(CLOSE_MS, this.#loop ?? Promise.resolve());
    this.#loop = null;
  }

  /** Something was just appended: look now rather than at the next poll. */
  wake(): void {
    this.#pace.wake();
  }

  async #run(stopping: AbortSignal): Promise<void> {
    while (!stopping.aborted) {
      try {
        await this.#relayWhileExclusive(stopping);
      } catch (error) {
        this.#troubles.report(`Relay to ${this.options.topic} was interrupted and goes on by itself`, error);
      }
      await pause(TAKE_OVER_MS, stopping);
    }
  }

  /** Returns when another process relays; throws when the database, or the bus, cannot be used. */
  async #relayWhileExclusive(stopping: AbortSignal): Promise<void> {
    const session = await ExclusiveSession.tryOpen(this.options.pool, this.#name);
    if (session === null) return;
    this.#active = true;
    try {
      await this.#relay(session, stopping);
    } finally {
      this.#active = false;
      await session.close();
    }
  }

  /** Everything goes through the session's own connection: once the lock is lost, nothing can be read or checkpointed any more. */
  async #relay({ client }: ExclusiveSession, stopping: AbortSignal): Promise<void> {
    let position = await checkpoints.load(client, this.#name);
    while (!stopping.aborted) {
      const next = await this.#relayBatch(client, position);
      this.#troubles.over(`Relay to ${this.options.topic} works again`);
      if (next === position) await this.#pace.wait();
      else this.#pace.busy();
      position = next;
    }
  }

  async #relayBatch(
    client: ExclusiveSession['client'],
    position: GlobalPosition | null,
  ): Promise<GlobalPosition | null> {
    const { bus, topic, service, batch = 500 } = this.options;
    const events = await eventStore.readAll(client, position, batch, { publishedOnly: true });
    const first = events[0];
    const last = events.at(-1);
    if (first === undefined || last === undefined) return position;
    await bus.publish(
      topic,
      events.map((event) => encodeEnvelope(envelopeOf(event, service))),
    );
    await checkpoints.save(client, this.#name, last.position);
    this.options.observe?.({ published: events.length, lagMs: Date.now() - first.recordedAt.getTime() });
    return last.position;
  }

  /** Name of the checkpoint and of the lock. */
  get #name(): string {
    return relayName(this.options.topic);
  }
}

/** Name of a relay's checkpoint in the event store, for lag metrics. */
export function relayName(topic: string): string {
  return `relay ${topic}`;
}
