export { BackhaulError, type BackhaulErrorOptions } from './error.js';
export { systemClock, type Clock } from './clock.js';
export { serviceNames, topicOf, TOPIC_PARTITIONS, type ServiceName } from './topics.js';
export {
  definitionOf,
  eventTypes,
  isEventType,
  type AnyEnvelope,
  type Envelope,
  type EventData,
  type EventType,
} from './envelope.js';
export { decodeEnvelope, encodeEnvelope, upToDate, type WireMessage } from './wire.js';
export { orderSubjectOf, partitionKeyOf, returnIdOf } from './ids.js';
export { accounts } from './events/journal-entry-posted.js';
export { upcastsOf, type EventDefinition } from './schema/define-event.js';
export { upcast, type Upcast } from './schema/upcast.js';
export {
  nothing,
  unreachable,
  type CallIntent,
  type Decider,
  type Decision,
  type DomainEvent,
  type PrivateEvents,
  type Published,
} from './domain.js';
export { changedTasks, type DueTask, type OpenTask } from './tasks/due-tasks.js';
