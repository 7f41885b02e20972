/** An event as a writer hands it over. */
export interface NewEvent {
  /** UUID; the same id is never stored twice. */
  eventId: string;
  /** Past tense, such as `ReturnInitiated`. */
  type: string;
  schemaVersion: number;
  /** Any JSON value; stored as written. */
  data: unknown;
  /** What it is about: the return id, or the order where no return is known. */
  subject: string;
  /** The order family: merchant and original order. */
  partitionKey: string;
  merchantId: string;
  correlationId: string;
  causationId: string;
  /** When it happened. */
  occurredAt: Date;
  /** W3C trace context of the work that led to it. */
  traceparent?: string;
  /** The person who asked for it, where one did. */
  actor?: string;
  /** True when other services hear of it through the relay. */
  published: boolean;
}

/** Where an event stands among all events of this database. Both are 64 bits, so they stay strings. */
export interface GlobalPosition {
  transactionId: string;
  position: string;
}

/** Before every event that can ever be stored. */
export const beginning: GlobalPosition = { transactionId: '0', position: '0' };

/** An event as it was stored. */
export interface RecordedEvent extends NewEvent {
  streamId: string;
  /** 1 for the first event of its stream. */
  version: number;
  position: GlobalPosition;
  /** When this service learned it: the database's clock, in milliseconds. */
  recordedAt: Date;
}
