import { BackhaulError, encodeEnvelope, type ServiceName } from '@backhaul/contracts';
import { checkpoints, eventStore, type GlobalPosition, type RecordedEvent } from '@backhaul/event-store';
import type { Pool } from 'pg';
import type { MessageBus, Publisher } from '../bus/message-bus.js';
import { silentLog, type Log } from '../support/log.js';
import { Pacer } from '../support/pacer.js';
import { endsWithin, pause } from '../support/pause.js';
import { stopController } from '../support/stop-signal.js';
import { Troubles } from '../support/troubles.js';
import { envelopeOf } from './envelope-of.js';
import { ExclusiveSession } from './exclusive-session.js';
import { RelayHints } from './relay-hints.js';

export interface OutboxRelayOptions {
  /** Of the service's database; the relay makes one connection of its own with the same settings. */
  pool: Pool;
  bus: MessageBus;
  topic: string;
  service: ServiceName;
  log?: Log;
  /** Most events of one publish. Default 1000: a publish on Kafka is a transaction, whose cost many share. */
  batch?: number;
  /** The wait between two looks for events that nobody woke it for: doubles while there are none. Default 5 ms to 1 s. */
  pollMs?: { min: number; max: number };
  /** A relay of which the database hears nothing for this long, paused or cut off, is replaced. Default 10 s. */
  sessionMs?: number;
  /** Told of every publish: how many, and how long after the oldest of them was recorded. */
  observe?: (fact: { published: number; lagMs: number }) => void;
}

const TAKE_OVER_MS = 1000;
const CLOSE_MS = 8000;

/** A publish that is not over by then is taken for lost. It may still end: as the publisher's successor has been opened, in vain. */
const PUBLISH_MS = 60_000;

/**
 * Publishes the service's events in the order in which they were recorded. The event table is the outbox, a checkpoint says
 * how far it got. At least once: after a crash between publish and checkpoint the batch goes out again, and the consumers'
 * inboxes see that. One relay per service at a time: it holds a lock, and a second one waits and takes over when the first is
 * gone. A relay that lost its lock and has not noticed cannot publish behind its successor, whose publisher shuts its own out.
 */
export class OutboxRelay {
  readonly #pace: Pacer;
  readonly #troubles: Troubles;
  readonly #hints: RelayHints;
  #stopping = stopController();
  #loop: Promise<void> | null = null;
  #active = false;
  readonly #batch: number;

  constructor(private readonly options: OutboxRelayOptions) {
    const { min, max } = options.pollMs ?? { min: 5, max: 1000 };
    this.#pace = new Pacer({ minMs: min, maxMs: max });
    this.#troubles = new Troubles(options.log ?? silentLog);
    this.#batch = options.batch ?? 1000;
    this.#hints = new RelayHints(options.pool, this.#name);
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

  /** Something was just appended: look now rather than at the next poll, here or in the process whose turn it is. */
  wake(): void {
    if (this.#active) this.#pace.wake();
    else if (this.#loop !== null) this.#hints.send();
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
    const session = await ExclusiveSession.tryOpen(this.options.pool, this.#name, this.options.sessionMs ?? 10_000);
    if (session === null) {
      this.#troubles.over(`Another relay publishes to ${this.options.topic}, and this one waits`);
      return;
    }
    try {
      await this.#hints.listen(session, () => this.#pace.wake());
      // before anything is read: what a former relay has still under way is then either published or never will be
      const publisher = await inTime(this.options.bus.publisher(this.options.topic));
      this.#active = true;
      await this.#relay(session, publisher, stopping).finally(() => publisher.close());
    } finally {
      this.#active = false;
      await session.close();
    }
  }

  /** Everything goes through the session's own connection: once the lock is lost, nothing can be read or checkpointed any more. */
  async #relay(session: ExclusiveSession, publisher: Publisher, stopping: AbortSignal): Promise<void> {
    let position = await session.run((db) => checkpoints.load(db, this.#name));
    let ahead: Promise<RecordedEvent[]> | null = null;
    while (!stopping.aborted) {
      const events: RecordedEvent[] = await (ahead ?? this.#read(session, position));
      this.#troubles.over(`Relay to ${this.options.topic} works again`);
      const last = events.at(-1);
      if (last === undefined) {
        ahead = null;
        await this.#pace.wait();
        continue;
      }
      this.#pace.busy();
      position = last.position;
      ahead = events.length < this.#batch ? null : this.#read(session, position);
      ahead?.catch(() => undefined); // reported where it is awaited, unless the publish fails first
      await this.#publish(publisher, events);
      await session.run((db) => checkpoints.save(db, this.#name, last.position));
    }
  }

  #read(session: ExclusiveSession, after: GlobalPosition | null): Promise<RecordedEvent[]> {
    return session.run((db) => eventStore.readAll(db, after, this.#batch, { publishedOnly: true }));
  }

  async #publish(publisher: Publisher, events: readonly RecordedEvent[]): Promise<void> {
    const { topic, service, observe } = this.options;
    const messages = events.map((event) => encodeEnvelope(envelopeOf(event, service)));
    await inTime(publisher.publish(topic, messages));
    const recordedAt = events[0]?.recordedAt.getTime() ?? Date.now();
    observe?.({ published: events.length, lagMs: Date.now() - recordedAt });
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

async function inTime<T>(work: Promise<T>): Promise<T> {
  if (await endsWithin(PUBLISH_MS, work)) return work;
  work.catch(() => undefined); // nobody waits for it any more
  throw new BackhaulError('PUBLISH_TIMEOUT', `The bus has not answered for ${PUBLISH_MS / 1000} s`, {
    retryable: true,
  });
}
