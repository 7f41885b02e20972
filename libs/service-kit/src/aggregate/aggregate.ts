import type { CallIntent, Decider, DomainEvent, EventType, Upcast } from '@backhaul/contracts';
import { planCalls, type PlannedCall } from '@backhaul/effects';
import { eventStore, type NewEvent, type Queryable, type RecordedEvent } from '@backhaul/event-store';
import { inSpan, traceparentOf } from '../tracing/tracing.js';
import type { Cause } from './cause.js';
import { newEventId } from './event-id.js';
import { EventVersions, type StoredEvent } from './event-versions.js';

export interface AggregateOptions<S, C, E extends DomainEvent> {
  /** First part of every stream id: `loop-return` gives `loop-return-northfold-88120045`. */
  category: string;
  decider: Decider<S, C, E>;
  /** Which of its events go on the bus. */
  publishes: readonly EventType[];
  /** Those that stay inside, each with the steps from its first version to today's (`PrivateEvents`). */
  keeps: Readonly<Record<string, readonly Upcast[]>>;
}

/** What a command led to. */
export interface Executed<S> {
  /** The events that the stream held before. */
  stored: RecordedEvent[];
  /** The events as appended; empty when the command changed nothing. */
  events: (NewEvent & { streamId: string; version: number })[];
  state: S;
}

/** Runs the commands of a pure aggregate on its stream: read, fold, decide, append, plan the calls, in one transaction. */
export class Aggregate<S, C, E extends DomainEvent> {
  readonly #options: AggregateOptions<S, C, E>;
  readonly #versions: EventVersions;

  constructor(options: AggregateOptions<S, C, E>) {
    this.#options = options;
    this.#versions = new EventVersions(options.publishes, options.keeps);
  }

  /** Everything that may lie in its streams, as `<type>.v<version>`. */
  get storedVersions(): string[] {
    return this.#versions.names;
  }

  streamOf(id: string): string {
    return `${this.#options.category}-${id}`;
  }

  async load(tx: Queryable, id: string): Promise<S> {
    return (await this.#read(tx, id)).state;
  }

  /**
   * @throws VersionConflict (retryable) when another transaction appended meanwhile
   * @throws BackhaulError EVENT_SCHEMA_MISMATCH when the decision yields a published event that breaks its contract
   */
  async execute(tx: Queryable, id: string, command: C, cause: Cause): Promise<Executed<S>> {
    const streamId = this.streamOf(id);
    const attributes = { 'backhaul.stream': streamId, 'backhaul.merchant': cause.merchantId };
    return inSpan(`execute ${this.#options.category}`, { attributes, parent: cause.traceparent }, async (span) => {
      const { decider } = this.#options;
      const { stored, state, version } = await this.#read(tx, id);
      const decision = decider.decide(command, state);
      const traced = { ...cause, ...optional('traceparent', traceparentOf(span) ?? cause.traceparent) };
      const news = decision.events.map((event) => this.#newEvent(event, traced));
      if (news.length > 0) await eventStore.append(tx, streamId, version === 0 ? 'new' : version, news);
      const causationId = news.at(-1)?.eventId ?? cause.causationId;
      const calls = decision.calls.map((call) => plannedCall(call, streamId, { ...traced, causationId }));
      if (calls.length > 0) await planCalls(tx, calls);
      return {
        stored,
        events: news.map((event, index) => ({ ...event, streamId, version: version + index + 1 })),
        state: decision.events.reduce((next, event) => decider.evolve(next, event), state),
      };
    });
  }

  /**
   * The state after these events of a stream, of whatever version each is.
   * @throws BackhaulError EVENT_VERSION_UNKNOWN or EVENT_TYPE_UNKNOWN: a newer release wrote one of them
   */
  fold(stored: readonly StoredEvent[]): S {
    const { decider } = this.#options;
    // Brought to today's version of its type, it is one of the aggregate's own union.
    const upToDate = (event: StoredEvent): E => this.#versions.upToDate(event) as E;
    return stored.reduce((state, event) => decider.evolve(state, upToDate(event)), decider.initial);
  }

  async #read(tx: Queryable, id: string): Promise<{ stored: RecordedEvent[]; state: S; version: number }> {
    const stored = await eventStore.readStream(tx, this.streamOf(id));
    return { stored, state: this.fold(stored), version: stored.at(-1)?.version ?? 0 };
  }

  #newEvent(event: E, cause: Cause): NewEvent {
    return {
      eventId: newEventId(),
      type: event.type,
      schemaVersion: this.#versions.checkedVersionOf(event),
      data: event.data,
      occurredAt: event.occurredAt,
      published: this.#versions.isPublished(event.type),
      ...cause,
    };
  }
}

function plannedCall(call: CallIntent, streamId: string, cause: Cause): PlannedCall {
  const { merchantId, subject, partitionKey, correlationId, causationId } = cause;
  return { lane: streamId, ...call, merchantId, subject, partitionKey, correlationId, causationId };
}

const optional = <K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> =>
  value === undefined ? {} : ({ [key]: value } as Record<K, V>);
