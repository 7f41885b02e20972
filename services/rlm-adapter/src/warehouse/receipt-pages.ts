import { ReceiptRows, type ReceiptsWanted, type ReceiptRow as RowOf } from '@backhaul/erp-kit';
import type { Queryable } from '@backhaul/event-store';
import { Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import type { ReceiptPage, ReceiptView } from '../http/receipt-views.js';
import type { WarehouseReceipt } from './receipt.js';

type ReceiptRow = RowOf<WarehouseReceipt>;

/** Reads what the warehouse reported. */
@Injectable()
export class ReceiptPages {
  readonly #receipts: ReceiptRows<WarehouseReceipt>;

  constructor(pool: Pool) {
    this.#receipts = new ReceiptRows(pool, 'rlm');
  }

  /** The newest first. */
  async page(wanted: ReceiptsWanted): Promise<ReceiptPage> {
    const { rows, next } = await this.#receipts.page(wanted);
    return { items: rows.map(viewOf), next };
  }

  /** Null for one that is not known here. */
  async find(db: Queryable, id: string): Promise<ReceiptView | null> {
    const row = await this.#receipts.find(db, id);
    return row === null ? null : viewOf(row);
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
