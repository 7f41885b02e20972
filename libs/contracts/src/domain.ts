import type { EventData, EventType } from './envelope.js';
import type { Upcast } from './schema/upcast.js';

/** What a decision yields: something that happened, in the past tense, with the time at which it happened. */
export interface DomainEvent<T extends string = string, D = unknown> {
  readonly type: T;
  readonly data: D;
  readonly occurredAt: Date;
}

/** A domain event that is published: its data is that of the contract. */
export type Published<T extends EventType> = { [K in T]: DomainEvent<K, EventData<K>> }[T];

/**
 * The events of an aggregate that stay inside its service, each with the steps from version 1 to today's: none while there
 * is only one. They lie in streams for good, so a change of their data is a step more here.
 */
export type PrivateEvents<E extends DomainEvent, P extends readonly EventType[]> = Readonly<
  Record<Exclude<E['type'], P[number]>, readonly Upcast[]>
>;

/** A call to the outside that a decision asks for; it is planned in the same transaction as the events. */
export interface CallIntent {
  /** Deterministic: the same business intention always has the same key, so it is planned once. */
  readonly key: string;
  /** Which effect carries it out, for example `loop.process`. */
  readonly kind: string;
  readonly payload: unknown;
  /** Calls of one lane go out in order. Default: the stream. */
  readonly lane?: string;
  readonly notBefore?: Date;
}

/** Events to append plus calls to plan; both commit in one transaction. */
export interface Decision<E extends DomainEvent = DomainEvent> {
  readonly events: readonly E[];
  readonly calls: readonly CallIntent[];
}

/** A pure aggregate: no I/O, clock, random or framework inside. */
export interface Decider<S, C, E extends DomainEvent> {
  readonly initial: S;
  decide(command: C, state: S): Decision<E>;
  evolve(state: S, event: E): S;
}

/** The decision to do nothing: the fact was known already or changes nothing. */
export const nothing: Decision<never> = { events: [], calls: [] };

/** Closes a switch over a union: a case that was forgotten does not compile. */
export function unreachable(value: never): never {
  const { kind, type } = value as { kind?: string; type?: string };
  // Only its name: the value may hold shopper data, and this ends in a log.
  throw new Error(`not a known case: ${kind ?? type ?? typeof value}`);
}
