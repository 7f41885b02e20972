import type { CallIntent, Decider, DomainEvent, EventType } from '@backhaul/contracts';
import { planCalls, type PlannedCall } from '@backhaul/effects';
import { eventStore, type NewEvent, type Queryable, type RecordedEvent } from '@backhaul/event-store';
import { inSpan, traceparentOf } from '../tracing/tracing.js';
import type { Cause } from './cause.js';
import { newEventId } from './event-id.js';
import { checkedVersion, isPublished } from './published.js';

export interface AggregateOptions<S, C, E extends DomainEvent> {
  /** First part of every stream id: `loop-return` gives `loop-return-northfold-88120045`. */
  category: string;
  decider: Decider<S, C, E>;
  /** Which of its events go on the bus. */
  publishes: readonly EventType[];
  /** Turns a stored event of any version into today's shape. Default: as stored. */
  upcast?: (event: RecordedEvent) => E;
}

/** What a command led to. */
export interface Executed<S> {
  /** The events as appended; empty when the command changed nothing. */
  events: (NewEvent & { streamId: string; version: number })[];
  state: S;
}

/** Runs the commands of a pure aggregate on its stream: read, fold, decide, append, plan the calls, in one transaction. */
export class Aggregate<S, C, E extends DomainEvent> {
  readonly #options: AggregateOptions<S, C, E>;
  readonly #publishes: ReadonlySet<EventType>;
  readonly #upcast: (event: RecordedEvent) => E;

  constructor(options: AggregateOptions<S, C, E>) {
    this.#options = options;
    this.#publishes = new Set(options.publishes);
    this.#upcast = options.upcast ?? asStored;
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
      const { state, version } = await this.#read(tx, id);
      const decision = decider.decide(command, state);
      const traced = { ...cause, ...optional('traceparent', traceparentOf(span) ?? cause.traceparent) };
      const news = decision.events.map((event) => this.#newEvent(event, traced));
      if (news.length > 0) await eventStore.append(tx, streamId, version === 0 ? 'new' : version, news);
      const causationId = news.at(-1)?.eventId ?? cause.causationId;
      const calls = decision.calls.map((call) => plannedCall(call, streamId, { ...traced, causationId }));
      if (calls.length > 0) await planCalls(tx, calls);
      return {
        events: news.map((event, index) => ({ ...event, streamId, version: version + index + 1 })),
        state: decision.events.reduce((next, event) => decider.evolve(next, event), state),
      };
    });
  }

  async #read(tx: Queryable, id: string): Promise<{ state: S; version: number }> {
    const { decider } = this.#options;
    const stored = await eventStore.readStream(tx, this.streamOf(id));
    const state = stored.reduce((next, event) => decider.evolve(next, this.#upcast(event)), decider.initial);
    return { state, version: stored.at(-1)?.version ?? 0 };
  }

  #newEvent(event: E, cause: Cause): NewEvent {
    return {
      eventId: newEventId(),
      type: event.type,
      schemaVersion: checkedVersion(event, this.#publishes),
      data: event.data,
      occurredAt: event.occurredAt,
      published: isPublished(event.type, this.#publishes),
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

/** The aggregate's own union: what it wrote is what it reads, unless it says otherwise by `upcast`. */
const asStored = <E extends DomainEvent>(event: RecordedEvent): E =>
  ({ type: event.type, data: event.data, occurredAt: event.occurredAt }) as unknown as E;
