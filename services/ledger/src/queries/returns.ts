import { encodeCursor, type MoneyView, shown } from '@backhaul/service-kit';
import { Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import type { ReturnsQuery } from '../http/parameters.js';
import type { ReturnBodyView } from '../http/detail-schemas.js';
import type { ReturnDetailView, ReturnPageView, ReturnSummaryView } from '../http/schemas.js';
import type { Status } from '../status/status.js';
import { pageOfReturns } from './page-of-returns.js';
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
    const { limit } = query;
    const { text, values } = pageOfReturns(query);
    const { rows } = await this.pool.query<SummaryRow>(text, values);
    const items = rows.slice(0, limit).map(summaryView);
    const last = items.at(-1);
    const isMore = rows.length > limit && last !== undefined;
    return { items, next: isMore ? encodeCursor({ at: last.openedAt, id: last.returnId }) : null };
  }

  /** One return; undefined when it is not known. */
  async find(returnId: string): Promise<ReturnDetailView | undefined> {
    const { rows } = await this.pool.query<SummaryRow & { body: ReturnBodyView }>(
      'SELECT * FROM ledger.return_summary JOIN ledger.return_body USING (return_id) WHERE return_id = $1',
      [returnId],
    );
    const [row] = rows;
    if (row === undefined) return undefined;
    const identifiers = await this.pool.query<{ kind: string; number: string }>(
      'SELECT kind, number FROM ledger.return_identifier WHERE return_id = $1 ORDER BY kind, search_key',
      [returnId],
    );
    const tasks = await this.tasks.openOf(returnId);
    return { ...summaryView(row), states: row.states, ...row.body, identifiers: identifiers.rows, tasks };
  }
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
  return amount === null || currency === null ? null : shown({ amount: Number(amount), currency });
}
