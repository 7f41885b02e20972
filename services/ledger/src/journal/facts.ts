import { eventTypes, type AnyEnvelope, type EventData, type EventType } from '@backhaul/contracts';
import { contentHash } from './content-hash.js';

/** What the ledger itself publishes; everything else on the bus is a fact to it. */
type OwnType = 'JournalEntryPosted' | 'ReturnSettled';
/** Types of the events that the ledger takes in. */
export type FactType = Exclude<EventType, OwnType>;

/** The same as a list, for those who subscribe. */
export const factTypes = eventTypes.filter(isFactType);

function isFactType(type: EventType): type is FactType {
  return type !== 'JournalEntryPosted' && type !== 'ReturnSettled';
}

/** One event of another service, as far as the ledger keeps it. */
export interface FactOf<T extends FactType> {
  /** Event id of the publishing service. */
  readonly id: string;
  /** `/backhaul/<service>` */
  readonly source: string;
  readonly type: T;
  /** When it happened, ISO 8601 UTC. */
  readonly time: string;
  /** When the publishing service learned of it, ISO 8601 UTC. */
  readonly recordedAt: string;
  /** The event, webhook or request that it followed from. */
  readonly causationId: string;
  readonly data: EventData<T>;
}

/** Any fact, told apart by `type`. */
export type Fact = { [T in FactType]: FactOf<T> }[FactType];

/** Everything known of a return, by fact key. The order in which it became known has no meaning. */
export type Facts = ReadonlyMap<string, Fact>;

/**
 * The fact of an envelope; undefined for what the ledger published itself.
 * The shopper's name and address stay behind: neither the books nor the history need them.
 */
export function factOf(envelope: AnyEnvelope): Fact | undefined {
  if (!isFactType(envelope.type)) return undefined;
  const { id, source, causationId } = envelope;
  const [time, recordedAt] = [utc(envelope.time), utc(envelope.recordedAt)];
  const data = 'shopper' in envelope.data ? { ...envelope.data, shopper: null } : envelope.data;
  // Type and data come from one envelope; the compiler loses the tie when they are put together again.
  return { id, source, type: envelope.type, time, recordedAt, causationId, data } as Fact;
}

/** Two facts of one type that say the same are one fact, whatever their event ids: a service may have to publish anew. */
export function factKey({ type, data }: { type: string; data: unknown }): string {
  return `${type}:${contentHash(data)}`;
}

/** One spelling for every instant, so that they compare as text. */
function utc(instant: string): string {
  return new Date(instant).toISOString();
}

/** The facts of one type, earliest first; facts of one instant in the order of their content, so that arrival never shows. */
export function ofType<T extends FactType>(facts: Facts, type: T): readonly FactOf<T>[] {
  return (byType(facts).get(type) ?? []) as unknown as readonly FactOf<T>[];
}

/** Facts never change, and everything that is known of a return is asked for by type. */
const sorted = new WeakMap<Facts, ReadonlyMap<FactType, readonly Fact[]>>();

function byType(facts: Facts): ReadonlyMap<FactType, readonly Fact[]> {
  const known = sorted.get(facts);
  if (known !== undefined) return known;
  const inOrder = [...facts].sort(
    ([leftKey, left], [rightKey, right]) => compareText(left.time, right.time) || compareText(leftKey, rightKey),
  );
  const groups = new Map<FactType, Fact[]>();
  for (const [, fact] of inOrder) {
    const group = groups.get(fact.type);
    if (group === undefined) groups.set(fact.type, [fact]);
    else group.push(fact);
  }
  sorted.set(facts, groups);
  return groups;
}

/** True when a fact of the type is known; a name that is no type of ours is never seen. */
export function isSeen(facts: Facts, type: string): boolean {
  return byType(facts).has(type as FactType);
}

/** The earliest fact of a type. */
export function firstOf<T extends FactType>(facts: Facts, type: T): FactOf<T> | undefined {
  return ofType(facts, type)[0];
}

/** The latest fact of a type. */
export function lastOf<T extends FactType>(facts: Facts, type: T): FactOf<T> | undefined {
  return ofType(facts, type).at(-1);
}

/** Order by code units, the same on every machine. */
export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
