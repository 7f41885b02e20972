import {
  BackhaulError,
  definitionOf,
  isEventType,
  upcast,
  upcastsOf,
  type DomainEvent,
  type EventType,
  type Upcast,
} from '@backhaul/contracts';
import { mistakesOf } from '../config/mistakes.js';

/** An event as it lies in a stream. */
export type StoredEvent = DomainEvent & { readonly schemaVersion: number };

/** Which events in which versions may lie in the streams of an aggregate. */
export class EventVersions {
  readonly #publishes: ReadonlySet<string>;
  readonly #keeps: ReadonlyMap<string, readonly Upcast[]>;

  constructor(publishes: readonly EventType[], keeps: Readonly<Record<string, readonly Upcast[]>>) {
    this.#publishes = new Set(publishes);
    this.#keeps = new Map(Object.entries(keeps));
  }

  isPublished(type: string): type is EventType {
    return this.#publishes.has(type);
  }

  /** `ReturnFlagged.v1` and so on: everything that was ever stored, and therefore has to be read for good. */
  get names(): string[] {
    return [...this.#publishes, ...this.#keeps.keys()].flatMap((type) =>
      Array.from({ length: this.#stepsOf(type).length + 1 }, (_, index) => `${type}.v${index + 1}`),
    );
  }

  /**
   * Version under which an event is stored. A published event is checked against its contract first: what does not fit is
   * a bug of the aggregate and must not reach the stream.
   * @throws BackhaulError EVENT_SCHEMA_MISMATCH or EVENT_TYPE_UNKNOWN
   */
  checkedVersionOf(event: DomainEvent): number {
    if (this.isPublished(event.type)) requireContract(event, event.type);
    return this.#stepsOf(event.type).length + 1;
  }

  /**
   * A stored event of any version in today's shape.
   * @throws BackhaulError EVENT_VERSION_UNKNOWN or EVENT_TYPE_UNKNOWN: a newer release wrote it
   */
  upToDate({ type, schemaVersion, data, occurredAt }: StoredEvent): DomainEvent {
    return { type, data: upcast(type, this.#stepsOf(type), schemaVersion, data), occurredAt };
  }

  #stepsOf(type: string): readonly Upcast[] {
    const steps = this.#keeps.get(type);
    if (steps !== undefined) return steps;
    if (this.isPublished(type) && isEventType(type)) return upcastsOf(definitionOf(type));
    throw new BackhaulError('EVENT_TYPE_UNKNOWN', `${type} is none of the events of this aggregate`);
  }
}

function requireContract(event: DomainEvent, type: EventType): void {
  const parsed = definitionOf(type).schema.safeParse(event.data);
  if (parsed.success) return;
  const mistakes = mistakesOf(parsed.error);
  const list = mistakes.map(({ path, expected }) => `${path}: ${expected}`).join('; ');
  throw new BackhaulError('EVENT_SCHEMA_MISMATCH', `${type} does not fit its contract: ${list}`, { details: mistakes });
}
