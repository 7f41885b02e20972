export type { Queryable } from './queryable.js';
export { inTransaction } from './in-transaction.js';
export type { GlobalPosition, NewEvent, RecordedEvent } from './events.js';
export type { EventFilter } from './read.js';
export { eventStore } from './event-store.js';
export { DuplicateEvent, VersionConflict, type ExpectedVersion } from './errors.js';
export { checkpoints } from './checkpoints.js';
export { subscriptionLag, unpublishedLag, type Lag } from './lag.js';
export { eventStoreMigrations } from './migrations/index.js';
