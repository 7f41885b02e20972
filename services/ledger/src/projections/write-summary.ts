import type { Queryable } from '@backhaul/event-store';
import type { Summary } from './summary.js';

const upsert = `
  INSERT INTO ledger.return_summary (
    return_id, merchant_id, order_id, external_return_id, order_name, outcome, status, states, waiting_for,
    units_expected, units_received, promised, paid_out, currency, opened_at, last_fact_at, settled_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
  ON CONFLICT (return_id) DO UPDATE SET
    external_return_id = excluded.external_return_id,
    order_name = excluded.order_name,
    outcome = excluded.outcome,
    status = excluded.status,
    states = excluded.states,
    waiting_for = excluded.waiting_for,
    units_expected = excluded.units_expected,
    units_received = excluded.units_received,
    promised = excluded.promised,
    paid_out = excluded.paid_out,
    currency = excluded.currency,
    opened_at = excluded.opened_at,
    last_fact_at = excluded.last_fact_at,
    settled_at = excluded.settled_at`;

/** Puts a return's row in the list, or brings it up to date. */
export async function writeSummary(tx: Queryable, row: Summary): Promise<void> {
  await tx.query(upsert, [
    row.returnId,
    row.merchantId,
    row.orderId,
    row.externalReturnId,
    row.orderName,
    row.outcome,
    row.status,
    JSON.stringify(row.states),
    row.waitingFor,
    row.unitsExpected,
    row.unitsReceived,
    row.promised?.amount ?? null,
    row.paidOut?.amount ?? null,
    row.promised?.currency ?? null,
    row.openedAt,
    row.lastFactAt,
    row.settledAt,
  ]);
}
