import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { eventStore, type EventFilter, type NewEvent, type RecordedEvent } from '../src/index.js';

/** A complete event; a test names only what it is about. */
export function newEvent(fields: Partial<NewEvent> = {}): NewEvent {
  return {
    eventId: randomUUID(),
    type: 'ReturnInitiated',
    schemaVersion: 1,
    data: { returnId: 'northfold-88120045' },
    subject: 'northfold-88120045',
    partitionKey: 'northfold/5511223344556',
    merchantId: 'northfold',
    correlationId: 'corr-1',
    causationId: 'cause-1',
    occurredAt: new Date('2026-03-01T10:00:00.123Z'),
    published: true,
    ...fields,
  };
}

/** Reads like a subscriber: page after page from its last position until a page is empty. */
export async function readInPages(pool: Pool, pageSize: number, filter?: EventFilter): Promise<RecordedEvent[]> {
  const seen: RecordedEvent[] = [];
  for (;;) {
    const page = await eventStore.readAll(pool, seen.at(-1)?.position ?? null, pageSize, filter);
    if (page.length === 0) return seen;
    seen.push(...page);
  }
}
