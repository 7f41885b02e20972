import { money } from '@backhaul/money';
import type { Queryable } from '@backhaul/event-store';
import { shown } from '@backhaul/service-kit';
import { Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import type { ExchangeOrdersQuery } from '../http/parameters.js';
import type { ExchangeOrderView, Page } from '../http/schemas.js';
import type { ExchangeOrderStatus } from './exchange-order-model.js';
import { readPage } from '@backhaul/erp-kit';

interface ExchangeOrderRow {
  stream_id: string;
  merchant_id: string;
  exchange_order_id: string;
  exchange_order_name: string | null;
  original_order_name: string | null;
  return_id: string | null;
  status: ExchangeOrderStatus;
  order_number: string | null;
  native: boolean;
  total: string | null;
  currency: string | null;
  seen_at: Date;
  changed_at: Date;
}

/** Reads the exchange orders. */
@Injectable()
export class ExchangeOrderPages {
  constructor(private readonly pool: Pool) {}

  /** The newest first. */
  async page({ merchant, status, ...page }: ExchangeOrdersQuery): Promise<Page<ExchangeOrderView>> {
    const listing = {
      ...{ table: 'aims360.exchange_order', at: 'seen_at', id: 'stream_id', newestFirst: true },
      cursorOf: (row: ExchangeOrderRow) => ({ at: row.seen_at, id: row.stream_id }),
    };
    const { rows, next } = await readPage<ExchangeOrderRow>(this.pool, listing, page, (conditions) =>
      conditions.and(merchant, (value) => `merchant_id = ${value}`).and(status, (value) => `status = ${value}`),
    );
    return { items: rows.map(viewOf), next };
  }

  /** Null for one that is not known here. */
  async find(db: Queryable, id: string): Promise<ExchangeOrderView | null> {
    const { rows } = await db.query('SELECT * FROM aims360.exchange_order WHERE stream_id = $1', [id]);
    const [row] = rows as ExchangeOrderRow[];
    return row === undefined ? null : viewOf(row);
  }
}

const viewOf = (row: ExchangeOrderRow): ExchangeOrderView => ({
  id: row.stream_id,
  merchantId: row.merchant_id,
  exchangeOrderId: row.exchange_order_id,
  exchangeOrderName: row.exchange_order_name,
  originalOrderName: row.original_order_name,
  returnId: row.return_id,
  status: row.status,
  orderNumber: row.order_number,
  native: row.native,
  total: row.total === null || row.currency === null ? null : shown(money(Number(row.total), row.currency)),
  seenAt: row.seen_at.toISOString(),
  changedAt: row.changed_at.toISOString(),
});
