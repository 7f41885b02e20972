import { money } from '@backhaul/money';
import type { Queryable } from '@backhaul/event-store';
import { shown } from '@backhaul/service-kit';
import { Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import type { RmasQuery } from '../http/parameters.js';
import type { Page, RmaSummaryView } from '../http/schemas.js';
import { readPage } from '@backhaul/erp-kit';
import type { RmaStatus } from './rma-status.js';

interface RmaRow {
  return_id: string;
  merchant_id: string;
  external_return_id: string;
  order_id: string;
  order_name: string;
  rma_number: string | null;
  status: RmaStatus;
  owner: string;
  currency: string;
  expected: string;
  units_expected: number;
  units_received: number;
  held: boolean;
  credit_document: string | null;
  credit_total: string | null;
  credit_open: string | null;
  tasks: string[];
  opened_at: Date;
  changed_at: Date;
}

/** Reads the list of RMAs. */
@Injectable()
export class RmaPages {
  constructor(private readonly pool: Pool) {}

  /** The newest first. */
  async page({ merchant, status, number, ...page }: RmasQuery): Promise<Page<RmaSummaryView>> {
    const listing = {
      ...{ table: 'aims360.rma', at: 'opened_at', id: 'return_id', newestFirst: true },
      cursorOf: (row: RmaRow) => ({ at: row.opened_at, id: row.return_id }),
    };
    const { rows, next } = await readPage<RmaRow>(this.pool, listing, page, (conditions) =>
      conditions
        .and(merchant, (value) => `merchant_id = ${value}`)
        .and(status, (value) => `status = ${value}`)
        .and(number, (value) => `${value} IN (rma_number, external_return_id, order_name)`),
    );
    return { items: rows.map(viewOf), next };
  }

  async find(db: Queryable, returnId: string): Promise<RmaSummaryView | null> {
    const { rows } = await db.query('SELECT * FROM aims360.rma WHERE return_id = $1', [returnId]);
    const [row] = rows as RmaRow[];
    return row === undefined ? null : viewOf(row);
  }
}

function viewOf(row: RmaRow): RmaSummaryView {
  const { currency } = row;
  return {
    returnId: row.return_id,
    merchantId: row.merchant_id,
    externalReturnId: row.external_return_id,
    orderId: row.order_id,
    orderName: row.order_name,
    rmaNumber: row.rma_number,
    status: row.status,
    owner: row.owner,
    expected: shown(money(Number(row.expected), currency)),
    units: { expected: row.units_expected, received: row.units_received },
    held: row.held,
    credit:
      row.credit_document === null
        ? null
        : {
            document: row.credit_document,
            total: shown(money(Number(row.credit_total), currency)),
            open: shown(money(Number(row.credit_open), currency)),
          },
    tasks: row.tasks,
    openedAt: row.opened_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
  };
}
