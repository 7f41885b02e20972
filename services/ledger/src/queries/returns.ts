import { Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import { searchKey } from '../history/identifiers.js';
import { encodeCursor } from '../http/cursor.js';
import type { ReturnsQuery } from '../http/parameters.js';
import {
  shown,
  type MoneyView,
  type ReturnDetailView,
  type ReturnPageView,
  type ReturnSummaryView,
} from '../http/schemas.js';
import type { Status } from '../status/status.js';
import { Conditions } from './conditions.js';
import { Tasks } from './tasks.js';

interface SummaryRow {
  return_id: string;
  merchant_id: string;
  order_id: string;
  external_return_id: string | null;
  order_name: string | null;
  outcome: string | null;
  status: Status;
  states: ReturnDetailView['states'];
  waiting_for: string[];
  units_expected: number;
  units_received: number;
  promised: string | null;
  paid_out: string | null;
  currency: string | null;
  opened_at: Date;
  last_fact_at: Date;
  settled_at: Date | null;
}

/** Reads the list of returns. */
@Injectable()
export class Returns {
  constructor(
    private readonly pool: Pool,
    private readonly tasks: Tasks,
  ) {}

  /** Newest first, in pages that stay in place while returns are added. */
  async page(query: ReturnsQuery): Promise<ReturnPageView> {
    const { cursor, limit } = query;
    const conditions = conditionsOf(query);
    if (cursor !== undefined) {
      conditions.and(cursor.at, (at) => `(opened_at, return_id) < (${at}, ${conditions.place(cursor.id)})`);
    }
    const { rows } = await this.pool.query<SummaryRow>(
      `SELECT * FROM ledger.return_summary ${conditions.where}
       ORDER BY opened_at DESC, return_id DESC LIMIT ${conditions.place(limit + 1)}`,
      conditions.values,
    );
    const items = rows.slice(0, limit).map(summaryView);
    const last = items.at(-1);
    const isMore = rows.length > limit && last !== undefined;
    return { items, next: isMore ? encodeCursor({ at: last.openedAt, id: last.returnId }) : null };
  }

  /** One return; undefined when it is not known. */
  async find(returnId: string): Promise<ReturnDetailView | undefined> {
    const { rows } = await this.pool.query<SummaryRow>('SELECT * FROM ledger.return_summary WHERE return_id = $1', [
      returnId,
    ]);
    const [row] = rows;
    if (row === undefined) return undefined;
    const identifiers = await this.pool.query<{ kind: string; number: string }>(
      'SELECT kind, number FROM ledger.return_identifier WHERE return_id = $1 ORDER BY kind, search_key',
      [returnId],
    );
    const tasks = await this.tasks.openOf(returnId);
    return { ...summaryView(row), states: row.states, identifiers: identifiers.rows, tasks };
  }
}

function conditionsOf({ merchant, status, outcome, from, to, q }: ReturnsQuery): Conditions {
  return new Conditions()
    .and(merchant, (value) => `merchant_id = ${value}`)
    .and(status, (value) => `status = ${value}`)
    .and(outcome, (value) => `string_to_array(outcome, '+') @> string_to_array(${value}, '+')`)
    .and(from, (value) => `opened_at >= ${value}`)
    .and(to, (value) => `opened_at < ${value}`)
    .and(
      q === undefined ? undefined : searchKey(q),
      (value) => `return_id IN (SELECT return_id FROM ledger.return_identifier WHERE search_key = ${value})`,
    );
}

function summaryView(row: SummaryRow): ReturnSummaryView {
  return {
    returnId: row.return_id,
    merchantId: row.merchant_id,
    externalReturnId: row.external_return_id,
    orderId: row.order_id,
    orderName: row.order_name,
    outcome: row.outcome,
    status: row.status,
    waitingFor: row.waiting_for,
    units: { expected: row.units_expected, received: row.units_received },
    promised: moneyOf(row.promised, row.currency),
    paidOut: moneyOf(row.paid_out, row.currency),
    openedAt: row.opened_at.toISOString(),
    lastFactAt: row.last_fact_at.toISOString(),
    settledAt: row.settled_at?.toISOString() ?? null,
  };
}

function moneyOf(amount: string | null, currency: string | null): MoneyView | null {
  return amount === null || currency === null ? null : shown(Number(amount), currency);
}
