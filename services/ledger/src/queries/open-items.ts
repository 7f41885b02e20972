import { Conditions, encodeCursor, shown } from '@backhaul/service-kit';
import { Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import type { OpenItemPageView, OpenItemTotalsView, OpenItemView } from '../http/open-item-schemas.js';
import type { OpenItemsQuery, OpenItemTotalsQuery } from '../http/parameters.js';

interface ItemRow {
  item_id: string;
  return_id: string;
  merchant_id: string;
  external_return_id: string | null;
  order_name: string | null;
  account: OpenItemView['account'];
  amount: string;
  currency: string;
  kind: OpenItemView['kind'];
  reason: string;
  owner: OpenItemView['owner'];
  waiting_for: string[];
  since: Date;
  age_hours: number;
}

interface TotalRow {
  account: OpenItemView['account'];
  kind: OpenItemView['kind'];
  currency: string;
  amount: string;
  items: number;
}

/** Reads what the books of all returns have open. */
@Injectable()
export class OpenItems {
  constructor(private readonly pool: Pool) {}

  /** Oldest first, in pages that stay in place while items come and go. */
  async page(query: OpenItemsQuery): Promise<OpenItemPageView> {
    const { limit, cursor } = query;
    const conditions = narrowedBy(query);
    if (cursor !== undefined) {
      conditions.and(cursor.at, (at) => `(since, item_id) > (${at}, ${conditions.place(cursor.id)})`);
    }
    const { rows } = await this.pool.query<ItemRow>(
      `SELECT *, floor(extract(epoch FROM now() - since) / 3600)::int AS age_hours FROM ledger.open_item
       ${conditions.where} ORDER BY since, item_id LIMIT ${conditions.place(limit + 1)}`,
      conditions.values,
    );
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const isMore = rows.length > limit && last !== undefined;
    const next = isMore ? encodeCursor({ at: last.since.toISOString(), id: last.item_id }) : null;
    return { items: page.map(itemView), next };
  }

  /** What stands on each account altogether. */
  async totals(query: OpenItemTotalsQuery): Promise<OpenItemTotalsView> {
    const conditions = narrowedBy(query);
    const { rows } = await this.pool.query<TotalRow>(
      `SELECT account, kind, currency, sum(amount) AS amount, count(*)::int AS items FROM ledger.open_item
       ${conditions.where} GROUP BY account, kind, currency ORDER BY account, kind, currency`,
      conditions.values,
    );
    return {
      totals: rows.map(({ amount, currency, ...row }) => ({
        ...row,
        balance: shown({ amount: Number(amount), currency }),
      })),
    };
  }
}

function narrowedBy({ merchant, account, kind, owner, before }: OpenItemTotalsQuery): Conditions {
  return new Conditions()
    .and(merchant, (value) => `merchant_id = ${value}`)
    .and(account, (value) => `account = ${value}`)
    .and(kind, (value) => `kind = ${value}`)
    .and(owner, (value) => `owner = ${value}`)
    .and(before, (value) => `since < ${value}`);
}

function itemView(row: ItemRow): OpenItemView {
  const { amount, currency } = row;
  return {
    returnId: row.return_id,
    merchantId: row.merchant_id,
    externalReturnId: row.external_return_id,
    orderName: row.order_name,
    account: row.account,
    balance: shown({ amount: Number(amount), currency }),
    kind: row.kind,
    reason: row.reason,
    owner: row.owner,
    waitingFor: row.waiting_for,
    since: row.since.toISOString(),
    ageHours: row.age_hours,
  };
}
