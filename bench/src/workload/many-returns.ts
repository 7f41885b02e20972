import type { Pool } from 'pg';

/** How many of a hundred thousand returns are what. Most is done; what an operator looks for is rare. */
const shares = {
  merchant_id: { big: 50_000, second: 25_000, third: 15_000, fourth: 9_000, fifth: 950, tiny: 50 },
  status: {
    settled: 93_000,
    'in-transit': 3_000,
    authorised: 2_000,
    processed: 1_000,
    received: 700,
    held: 280,
    failed: 20,
  },
  outcome: {
    refund: 75_000,
    exchange: 15_000,
    'exchange+refund': 7_000,
    credit: 2_900,
    'credit+upsell': 80,
    upsell: 20,
  },
} as const;

/** Returns straight into the tables that list and search read, newest last, a minute apart. */
export async function writeReturns(pool: Pool, count: number): Promise<void> {
  await pool.query(
    `INSERT INTO ledger.return_summary (return_id, merchant_id, order_id, external_return_id, order_name, outcome, status,
       states, waiting_for, units_expected, units_received, promised, paid_out, currency, opened_at, last_fact_at)
     SELECT ${merchant} || '-' || n, ${merchant}, 5500000000000 + n, n, '#' || 10000 + n, ${chosen('outcome', 2)},
       ${chosen('status', 3)}, '{"request": "processed", "parcel": "delivered", "units": "received"}',
       ARRAY['the warehouse to receive 1 unit'], 1, 1, 15120, 15120, 'USD',
       ${openedAt}, ${openedAt} + interval '6 days'
     FROM generate_series(1, $1::int) AS n`,
    [count],
  );
  await pool.query(
    `INSERT INTO ledger.return_identifier (return_id, kind, number, search_key)
     SELECT ${merchant} || '-' || n, kind, number, number FROM generate_series(1, $1::int) AS n
     CROSS JOIN LATERAL (VALUES ('return id', ${merchant} || '-' || n), ('order', (10000 + n)::text),
       ('RMA', 'rma' || n), ('tracking number', '94001000' || n)) AS one (kind, number)`,
    [count],
  );
  // As autovacuum leaves them.
  await pool.query('VACUUM ANALYZE');
}

/** Any instant of the data: `n` minutes after its beginning. */
export function instantOf(n: number): string {
  return new Date(Date.parse('2020-01-01T00:00:00.000Z') + n * 60_000).toISOString();
}

const openedAt = `timestamptz '2020-01-01 00:00:00Z' + n * interval '1 minute'`;
const merchant = chosen('merchant_id', 1);

/** Spread evenly over time, and each column by a prime of its own, so that every combination comes up. */
function chosen(column: keyof typeof shares, nth: 1 | 2 | 3): string {
  const prime = { 1: 7_919, 2: 104_729, 3: 15_487 }[nth];
  let below = 0;
  const cases = Object.entries(shares[column]).map(
    ([value, share]) => `WHEN ${(below += share)} > drawn THEN '${value}'`,
  );
  return `(SELECT CASE ${cases.join(' ')} END FROM (SELECT (n::bigint * ${prime}) % 100000 AS drawn) AS lot)`;
}
