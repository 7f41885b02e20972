import { money } from '@backhaul/money';
import type { Queryable } from '@backhaul/event-store';
import { readPage } from '@backhaul/erp-kit';
import { shown, type MoneyView } from '@backhaul/service-kit';
import { Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import type { ExchangeOrderPage, ExchangeOrdersQuery, ExchangeOrderView } from '../http/exchange-orders.schemas.js';
import type { ExchangeOrderStatus } from './exchange-order-model.js';

interface ExchangeOrderRow {
  stream_id: string;
  merchant_id: string;
  exchange_order_id: string;
  exchange_order_name: string | null;
  original_order_id: string | null;
  original_order_name: string | null;
  return_id: string | null;
  status: ExchangeOrderStatus;
  order_number: string | null;
  native: boolean;
  value: string | null;
  captured: string | null;
  currency: string | null;
  seen_at: Date;
  changed_at: Date;
}

/** An exchange order of which RLM has to be asked: others bring it in, or change it there. */
export interface WatchedOrder {
  readonly id: string;
  readonly exchangeOrderId: string;
  /** Id of the original order in the shop. */
  readonly originalOrderId: string;
  readonly returnId: string | null;
  readonly native: boolean;
  readonly currency: string;
  readonly status: ExchangeOrderStatus;
  readonly seenAt: Date;
}

/** More than a store has open at any time: the rest waits for the next look. */
const WATCHED_AT_ONCE = 500;

/** Reads the exchange orders. */
@Injectable()
export class ExchangeOrderPages {
  constructor(private readonly pool: Pool) {}

  /** The newest first. */
  async page({ merchant, status, ...page }: ExchangeOrdersQuery): Promise<ExchangeOrderPage> {
    const listing = {
      ...{ table: 'rlm.exchange_order', at: 'seen_at', id: 'stream_id', newestFirst: true },
      cursorOf: (row: ExchangeOrderRow) => ({ at: row.seen_at, id: row.stream_id }),
    };
    const { rows, next } = await readPage<ExchangeOrderRow>(this.pool, listing, page, (conditions) =>
      conditions.and(merchant, (value) => `merchant_id = ${value}`).and(status, (value) => `status = ${value}`),
    );
    return { items: rows.map(viewOf), next };
  }

  /** Null for one that is not known here. */
  async find(db: Queryable, id: string): Promise<ExchangeOrderView | null> {
    const { rows } = await db.query('SELECT * FROM rlm.exchange_order WHERE stream_id = $1', [id]);
    const [row] = rows as ExchangeOrderRow[];
    return row === undefined ? null : viewOf(row);
  }

  /** Those of a merchant that are worth looking for in RLM, or of these ids of the shop; the one that changed longest ago first. */
  async watched(merchantId: string, ids: readonly string[] | null): Promise<WatchedOrder[]> {
    const { rows } = await this.pool.query<ExchangeOrderRow>(
      `SELECT * FROM rlm.exchange_order WHERE merchant_id = $1 AND watched
       AND ($2::text[] IS NULL OR exchange_order_id = ANY($2) OR return_id = ANY($2))
       ORDER BY changed_at, stream_id LIMIT ${WATCHED_AT_ONCE}`,
      [merchantId, ids],
    );
    return rows.flatMap(watchedOf);
  }
}

function watchedOf(row: ExchangeOrderRow): WatchedOrder[] {
  const { stream_id: id, exchange_order_id: exchangeOrderId, original_order_id: originalOrderId, currency } = row;
  if (originalOrderId === null || currency === null) return [];
  const { return_id: returnId, native, status, seen_at: seenAt } = row;
  return [{ id, exchangeOrderId, originalOrderId, returnId, native, currency, status, seenAt }];
}

const viewOf = (row: ExchangeOrderRow): ExchangeOrderView => ({
  id: row.stream_id,
  merchantId: row.merchant_id,
  exchangeOrderId: row.exchange_order_id,
  exchangeOrderName: row.exchange_order_name,
  originalOrderName: row.original_order_name,
  returnId: row.return_id,
  status: row.status,
  orderNumbers: row.order_number === null ? [] : row.order_number.split(', '),
  native: row.native,
  value: moneyOf(row.value, row.currency),
  captured: moneyOf(row.captured, row.currency),
  seenAt: row.seen_at.toISOString(),
  changedAt: row.changed_at.toISOString(),
});

const moneyOf = (amount: string | null, currency: string | null): MoneyView | null =>
  amount === null || currency === null ? null : shown(money(Number(amount), currency));
