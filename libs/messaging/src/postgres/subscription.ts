import type { BusSubscription, SubscribeOptions, TopicPartition } from '../bus/message-bus.js';
import type { IncomingMessage } from '../bus/message.js';
import { endsWithin, pause } from '../support/pause.js';
import { stopController } from '../support/stop-signal.js';
import { Pacer } from '../support/pacer.js';
import { Troubles } from '../support/troubles.js';
import { Assignments } from './assignments.js';
import { fetchMessages } from './fetch.js';
import { Membership } from './membership.js';
import type { Notifications } from './notifications.js';
import type { Settings } from './options.js';
import type { OwnedPartition } from './owned-partition.js';

const AFTER_FAILURE_MS = 500;

/** How long a close waits for the running handlers, and for a database that may be away: under ten seconds in all. */
const HANDLERS_MS = 6000;
const DATABASE_MS = 1500;

/** A member of a group: a loop that beats, a loop that fetches, and the batches that run beside them. */
export class PostgresSubscription implements BusSubscription {
  readonly #membership: Membership;
  readonly #assignments: Assignments;
  readonly #fetchPace: Pacer;
  readonly #beatPace: Pacer;
  readonly #closing = stopController();
  readonly #ended = stopController();
  readonly #troubles: Troubles;
  readonly #stopHints: () => void;
  readonly #loops: Promise<unknown>;
  #lastBeat = Date.now();

  constructor(
    private readonly settings: Settings,
    private readonly options: SubscribeOptions,
    notifications: Notifications,
  ) {
    const { pool, sessionMs, pollMs, log, redeliverMs } = settings;
    const beatMs = Math.max(20, sessionMs / 3);
    this.#membership = new Membership(pool, options.group, options.topics, sessionMs);
    this.#fetchPace = new Pacer({ minMs: pollMs.min, maxMs: pollMs.max });
    this.#beatPace = new Pacer({ minMs: beatMs, maxMs: beatMs });
    this.#troubles = new Troubles(log);
    this.#assignments = new Assignments({
      membership: this.#membership,
      onBatch: options.onBatch,
      onError: (error) => this.#trouble('a batch of messages', error),
      redeliverMs,
    });
    this.#stopHints = notifications.on((hint) => this.#onHint(hint));
    this.#loops = Promise.all([this.#beats(), this.#fetches()]);
  }

  assigned(): TopicPartition[] {
    return this.#assignments.list().map(({ ownership: { topic, partition } }) => ({ topic, partition }));
  }

  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort();
    this.#stopHints();
    this.#fetchPace.wake();
    // the member goes on living while its last handlers run: the heartbeat ends after them
    await endsWithin(HANDLERS_MS, this.#assignments.endAll(false));
    this.#ended.abort();
    this.#beatPace.wake();
    await endsWithin(DATABASE_MS, this.#loops);
    await endsWithin(DATABASE_MS, this.#membership.leave()).catch((error: unknown) =>
      this.#trouble('leaving the group', error),
    );
  }

  async #beats(): Promise<void> {
    while (!this.#ended.signal.aborted) {
      try {
        const told = await this.#membership.beat();
        this.#lastBeat = Date.now();
        const owned = this.#assignments.list().length;
        if (!this.#closing.signal.aborted) this.#assignments.follow(told);
        await Promise.all(this.#assignments.list().map((owned) => owned.commitAgain()));
        this.#troubles.over('The bus on Postgres answers again', { group: this.options.group });
        if (this.#assignments.list().length > owned) this.#fetchPace.wake();
      } catch (error) {
        this.#trouble('the heartbeat', error);
        await this.#endWorkOfALostSession();
        await pause(AFTER_FAILURE_MS, this.#ended.signal);
        continue;
      }
      await this.#beatPace.wait();
    }
  }

  /** Silent for a session: others may have taken over, so nothing new is started until a heartbeat says what is ours. */
  async #endWorkOfALostSession(): Promise<void> {
    if (Date.now() - this.#lastBeat > this.settings.sessionMs) await this.#assignments.endAll(false);
  }

  async #fetches(): Promise<void> {
    while (!this.#closing.signal.aborted) {
      try {
        if (await this.#fetchOnce()) this.#fetchPace.busy();
      } catch (error) {
        this.#trouble('reading messages', error);
        await pause(AFTER_FAILURE_MS, this.#closing.signal);
      }
      if (!this.#closing.signal.aborted) await this.#fetchPace.wait();
    }
  }

  async #fetchOnce(): Promise<boolean> {
    const now = Date.now();
    const free = this.#assignments.list().filter((owned) => owned.isFree(now));
    if (free.length === 0) return false;
    const from = free.map(({ ownership: { topic, partition }, position }) => ({ topic, partition, position }));
    const messages = await fetchMessages(this.settings.pool, from, this.settings.batchSize);
    if (this.#closing.signal.aborted) return false;
    for (const owned of free) this.#start(owned, messages);
    return messages.length > 0;
  }

  #start(owned: OwnedPartition, messages: readonly IncomingMessage[]): void {
    const { topic, partition } = owned.ownership;
    const own = messages.filter((message) => message.topic === topic && message.partition === partition);
    if (own.length > 0 && !owned.fenced) owned.start(own, () => this.#fetchPace.wake());
  }

  #onHint(hint: string): void {
    if (hint === `group ${this.options.group}`) this.#beatPace.wake();
    if (this.options.topics.some((topic) => hint === `topic ${topic}`)) this.#fetchPace.wake();
  }

  #trouble(what: string, error: unknown): void {
    this.#troubles.report(`Bus on Postgres, group ${this.options.group}: ${what} failed`, error);
    this.options.onError?.(error);
  }
}
