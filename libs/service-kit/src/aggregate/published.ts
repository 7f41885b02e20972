import { BackhaulError, definitionOf, isEventType, type DomainEvent, type EventType } from '@backhaul/contracts';
import { mistakesOf } from '../config/mistakes.js';

/** Private events carry version 1 until their aggregate upcasts them. */
const PRIVATE_VERSION = 1;

/**
 * Version under which an event is stored. A published event is checked against its contract first: what does not fit is
 * a bug of the aggregate and must not reach the stream.
 * @throws BackhaulError EVENT_SCHEMA_MISMATCH
 */
export function checkedVersion(event: DomainEvent, publishes: ReadonlySet<EventType>): number {
  if (!isPublished(event.type, publishes)) return PRIVATE_VERSION;
  const definition = definitionOf(event.type);
  const parsed = definition.schema.safeParse(event.data);
  if (parsed.success) return definition.version;
  const mistakes = mistakesOf(parsed.error);
  const list = mistakes.map(({ path, expected }) => `${path}: ${expected}`).join('; ');
  throw new BackhaulError('EVENT_SCHEMA_MISMATCH', `${event.type} does not fit its contract: ${list}`, {
    details: mistakes,
  });
}

export function isPublished(type: string, publishes: ReadonlySet<EventType>): type is EventType {
  return isEventType(type) && publishes.has(type);
}
