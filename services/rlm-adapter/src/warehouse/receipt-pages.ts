import { readPage, type PageQuery, type ReceiptRow as RowOf } from '@backhaul/erp-kit';
import type { Queryable } from '@backhaul/event-store';
import { Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import type { ReceiptPage, ReceiptView } from '../http/receipt-views.js';
import type { WarehouseReceipt } from './receipt.js';

type ReceiptRow = RowOf<WarehouseReceipt>;

/** Reads what the warehouse reported. */
@Injectable()
export class ReceiptPages {
  constructor(private readonly pool: Pool) {}

  /** The newest first. */
  async page({
    merchant,
    status,
    ...page
  }: PageQuery & { merchant?: string | undefined; status?: string | undefined }): Promise<ReceiptPage> {
    const listing = {
      ...{ table: 'rlm.receipt', at: 'taken_at', id: 'stream_id', newestFirst: true },
      cursorOf: (row: ReceiptRow) => ({ at: row.taken_at, id: row.stream_id }),
    };
    const { rows, next } = await readPage<ReceiptRow>(this.pool, listing, page, (conditions) =>
      conditions.and(merchant, (value) => `merchant_id = ${value}`).and(status, (value) => `status = ${value}`),
    );
    return { items: rows.map(viewOf), next };
  }

  /** Null for one that is not known here. */
  async find(db: Queryable, id: string): Promise<ReceiptView | null> {
    const { rows } = await db.query('SELECT * FROM rlm.receipt WHERE stream_id = $1', [id]);
    const [row] = rows as ReceiptRow[];
    return row === undefined ? null : viewOf(row);
  }
}

const viewOf = ({ stream_id: id, merchant_id: merchantId, receipt, ...row }: ReceiptRow): ReceiptView => ({
  ...receipt,
  id,
  merchantId,
  status: row.status,
  outcome: row.settled,
  returnId: row.return_id,
  takenAt: row.taken_at.toISOString(),
  lines: receipt.lines.map((line) => ({ ...line })),
});
