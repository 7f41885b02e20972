import {
  definitionOf,
  orderSubjectOf,
  partitionKeyOf,
  type AnyEnvelope,
  type EventData,
  type EventType,
  type ServiceName,
} from '@backhaul/contracts';
import { createHash } from 'node:crypto';

/** Which return of which merchant a story is about. */
export interface Setting {
  merchantId: string;
  returnId: string;
  orderId: string;
}

/** One event of a story: published by whom, of what type, when it happened, with which data. */
export type Chapter<T extends EventType = EventType> = {
  [K in T]: { from: ServiceName; type: K; at: string; data: EventData<K> };
}[T];

const orderEvents: readonly EventType[] = [
  'OrderRecorded',
  'RefundRecorded',
  'RefundMoneySettled',
  'RefundMoneyFailed',
];

/** An envelope as it comes from the bus, checked against its contract; the same chapter always has the same id. */
export function envelopeOf({ merchantId, returnId, orderId }: Setting, { from, type, at, data }: Chapter): AnyEnvelope {
  const subject = orderEvents.includes(type) ? orderSubjectOf(merchantId, orderId) : returnId;
  const definition = definitionOf(type);
  return {
    id: uuidOf(`${subject}/${type}/${JSON.stringify(data)}`),
    source: `/backhaul/${from}`,
    type,
    subject,
    time: at,
    recordedAt: new Date(Date.parse(at) + 30_000).toISOString(),
    partitionKey: partitionKeyOf(merchantId, orderId),
    merchantId,
    correlationId: uuidOf(`correlation of ${subject}`),
    causationId: uuidOf(`cause of ${type} at ${at}`),
    schemaVersion: definition.version,
    data: definition.schema.parse(data),
  } as AnyEnvelope;
}

function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
