import { eventStore, eventStoreMigrations, type Queryable } from '@backhaul/event-store';
import { messagingMigrations } from '@backhaul/messaging';
import type { TestDatabase } from '@backhaul/testkit';
import type { EventData } from '@backhaul/contracts';
import { randomUUID } from 'node:crypto';
import type { BenchContext } from '../harness/benchmark.js';
import { verified } from '../harness/verified.js';

/** What came by the bus, whoever received it. */
export interface Receipt {
  readonly id: string;
  readonly key: string;
  readonly merchantId: string;
  readonly data: Pick<EventData<'ReceiptRecorded'>, 'returnId' | 'receiptId'>;
}

const COUNT_RECEIPT = `
INSERT INTO receipts_by_order AS r (key, receipts, last_return_id) VALUES ($1, 1, $2)
ON CONFLICT (key) DO UPDATE SET receipts = r.receipts + 1, last_return_id = EXCLUDED.last_return_id
RETURNING receipts`;

/** A service's database with the projection of the benchmark. */
export async function consumerDatabase(ctx: BenchContext): Promise<TestDatabase> {
  const database = await ctx.database({ migrations: [...eventStoreMigrations, ...messagingMigrations] });
  await database.pool.query(
    'CREATE TABLE receipts_by_order (key text PRIMARY KEY, receipts integer NOT NULL, last_return_id text NOT NULL)',
  );
  return database;
}

/** The handler: one projection row, and one event that says which receipt of its order this was. The same for everybody. */
export async function recordReceipt(tx: Queryable, { id, key, merchantId, data }: Receipt): Promise<void> {
  const { rows } = await tx.query({ name: 'count-receipt', text: COUNT_RECEIPT, values: [key, data.returnId] });
  const [row] = rows as { receipts: number }[];
  const version = row?.receipts ?? 0;
  await eventStore.append(tx, `order-${key}`, version === 1 ? 'new' : version - 1, [
    {
      eventId: randomUUID(),
      type: 'ReceiptCounted',
      schemaVersion: 1,
      data: { receipt: Number(data.receiptId) },
      subject: data.returnId,
      partitionKey: key,
      merchantId,
      correlationId: id,
      causationId: id,
      occurredAt: new Date(),
      published: false,
    },
  ]);
}

/**
 * Each message left its inbox row and its event, each key has its projection row, and the nth event of a key came from its nth
 * message. Empties the tables for the next round.
 */
export async function verifiedWork(
  { pool }: TestDatabase,
  expected: { messages: number; keys: number },
): Promise<string> {
  const { rows } = await pool.query<Record<string, number>>(`
    SELECT (SELECT count(*) FROM messaging.inbox)::integer AS inbox,
      (SELECT count(*) FROM event_store.events)::integer AS events,
      (SELECT count(*) FROM event_store.events WHERE (data->>'receipt')::integer <> version)::integer AS "outOfOrder",
      (SELECT count(*) FROM receipts_by_order)::integer AS keys,
      (SELECT sum(receipts) FROM receipts_by_order)::integer AS receipts`);
  const [seen = {}] = rows;
  const { messages, keys } = expected;
  const holds =
    seen['inbox'] === messages &&
    seen['events'] === messages &&
    seen['receipts'] === messages &&
    seen['keys'] === keys &&
    seen['outOfOrder'] === 0;
  await pool.query('TRUNCATE messaging.inbox, event_store.events, receipts_by_order');
  return verified(
    `after each round there are ${messages} inbox rows, ${messages} events and ${keys} projection rows, each key's events in the order of its messages`,
    holds,
    seen,
  );
}
