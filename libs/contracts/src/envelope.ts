import type { z } from 'zod';
import { catalogue } from './events/catalogue.js';
import type { EventDefinition } from './schema/define-event.js';

/** Names of all published events. */
export type EventType = keyof typeof catalogue;
/** The data that an event of this type carries. */
export type EventData<T extends EventType> = z.infer<(typeof catalogue)[T]['schema']>;

/** All event types, in the order of the catalogue. */
export const eventTypes = Object.keys(catalogue) as readonly EventType[];

/** True when the name is one of ours. */
export function isEventType(name: string): name is EventType {
  return Object.hasOwn(catalogue, name);
}

/** The definition behind a type: version, publishers, schema. */
export function definitionOf<T extends EventType>(type: T): EventDefinition {
  return catalogue[type];
}

/**
 * An event as a consumer sees it: CloudEvents 1.0 attributes beside the data.
 * On the wire it is binary mode: attributes as `ce_*` headers, data as the JSON value.
 */
export interface Envelope<T extends EventType = EventType> {
  /** Event id, a UUID; the key under which a consumer recognises a repetition. */
  id: string;
  /** `/backhaul/<service>`. */
  source: string;
  type: T;
  /** Return id, or `<merchant>-order-<order id>` where no return is known. */
  subject: string;
  /** When it happened, ISO 8601 UTC. */
  time: string;
  /** When the publishing service learned of it, ISO 8601 UTC. */
  recordedAt: string;
  /** Merchant and original Shopify order: `northfold/5511223344556`. All events of one order family keep their order within a topic. */
  partitionKey: string;
  merchantId: string;
  correlationId: string;
  causationId: string;
  /** Version of the data's schema. */
  schemaVersion: number;
  /** W3C trace context, when the publisher had one. */
  traceparent?: string;
  data: EventData<T>;
}

/** Any event, told apart by `type`. */
export type AnyEnvelope = { [T in EventType]: Envelope<T> }[EventType];
