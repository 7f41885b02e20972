import type { Queryable } from '@backhaul/event-store';
import type { Pool } from 'pg';
import { readPage, type PageQuery } from '../read-models/read-page.js';
import type { PostedReceipt } from '../warehouse-receipt/receipt.js';
import type { ReceiptRow } from './receipt-model.js';

/** Which receipts to list. */
export interface ReceiptsWanted extends PageQuery {
  readonly merchant?: string | undefined;
  readonly status?: string | undefined;
}

/** Reads the table that `receiptModel` keeps in the schema of an adapter. */
export class ReceiptRows<R extends PostedReceipt> {
  readonly #table: string;

  /** @param schema of the adapter, never a caller's word: it becomes part of the statement */
  constructor(
    private readonly pool: Pool,
    schema: string,
  ) {
    this.#table = `${schema}.receipt`;
  }

  /** The newest first. */
  page({ merchant, status, ...page }: ReceiptsWanted): Promise<{ rows: ReceiptRow<R>[]; next: string | null }> {
    const listing = {
      ...{ table: this.#table, at: 'taken_at', id: 'stream_id', newestFirst: true },
      cursorOf: (row: ReceiptRow<R>) => ({ at: row.taken_at, id: row.stream_id }),
    };
    return readPage<ReceiptRow<R>>(this.pool, listing, page, (conditions) =>
      conditions.and(merchant, (value) => `merchant_id = ${value}`).and(status, (value) => `status = ${value}`),
    );
  }

  /** Null for one that is not known. */
  async find(db: Queryable, id: string): Promise<ReceiptRow<R> | null> {
    const { rows } = await db.query(`SELECT * FROM ${this.#table} WHERE stream_id = $1`, [id]);
    return (rows as ReceiptRow<R>[])[0] ?? null;
  }
}
