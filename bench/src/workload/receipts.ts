import { encodeEnvelope, partitionKeyOf, returnIdOf, type EventData } from '@backhaul/contracts';
import type { NewEvent } from '@backhaul/event-store';
import type { OutgoingMessage } from '@backhaul/messaging';
import { randomUUID } from 'node:crypto';

const MERCHANT = 'northfold';
const RECEIVED_AT = '2026-03-02T10:00:00.000Z';

/** An ordinary event of the product, about 700 bytes of JSON: goods of one return arrived. Returns are numbered from 0, their receipts from 1. */
export function receiptFor(nth: number, receipt = 1): NewEvent {
  const returnId = returnIdOf(MERCHANT, String(88_000_000 + nth));
  const eventId = randomUUID();
  const data: EventData<'ReceiptRecorded'> = {
    returnId,
    receiptId: String(receipt),
    documentNumber: `RMA-${30_000 + nth}`,
    receivedAt: RECEIVED_AT,
    warehouse: 'WEST1',
    final: true,
    system: 'RLM',
    units: Array.from({ length: 4 }, (_, unit) => ({
      unitId: `${returnId}-${unit + 1}`,
      sku: 'NFJKT-SLATE-M',
      condition: 'good',
      quality: 'first',
      disposition: 'restock',
      exception: null,
      note: null,
    })),
  };
  return {
    eventId,
    type: 'ReceiptRecorded',
    schemaVersion: 2,
    data,
    subject: returnId,
    partitionKey: keyOf(nth),
    merchantId: MERCHANT,
    correlationId: eventId,
    causationId: eventId,
    occurredAt: new Date(RECEIVED_AT),
    published: true,
  };
}

/** The order family of the nth return. */
export const keyOf = (nth: number): string => partitionKeyOf(MERCHANT, String(5_511_000_000_000 + nth));

/** The same as the relay publishes it. */
export function receiptMessage(nth: number, receipt = 1): OutgoingMessage {
  const { eventId, data, occurredAt, published: _, ...attributes } = receiptFor(nth, receipt);
  return encodeEnvelope({
    ...attributes,
    id: eventId,
    source: '/backhaul/rlm-adapter',
    type: 'ReceiptRecorded',
    time: occurredAt.toISOString(),
    recordedAt: occurredAt.toISOString(),
    data: data as EventData<'ReceiptRecorded'>,
  });
}
