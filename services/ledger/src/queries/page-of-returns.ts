import { Conditions } from '@backhaul/service-kit';
import { searchKey } from '../history/identifiers.js';
import type { ReturnsQuery } from '../http/parameters.js';
import { statuses } from '../status/status.js';

const newestFirst = 'ORDER BY opened_at DESC, return_id DESC';

/**
 * One page of the list and one row more. Whatever it is narrowed down by, it is read off an index in the order of the list, so
 * that a page of the rarest returns among a million takes as long as one among a few. For each question just one index fits
 * (projections/return-tables.ts): left with a choice, Postgres takes it that two things meet often, or that a merchant has
 * something new, and may look through all returns for those few.
 */
export function pageOfReturns(query: ReturnsQuery): { text: string; values: unknown[] } {
  const conditions = atThatTime(query);
  const text = query.q === undefined ? listed(query, conditions) : searched(query.q, query, conditions);
  return { text, values: conditions.values };
}

function atThatTime({ from, to, cursor }: ReturnsQuery): Conditions {
  const conditions = new Conditions()
    .and(from, (value) => `opened_at >= ${value}`)
    .and(to, (value) => `opened_at < ${value}`);
  if (cursor === undefined) return conditions;
  return conditions.and(cursor.at, (at) => `(opened_at, return_id) < (${at}, ${conditions.place(cursor.id)})`);
}

function listed(query: ReturnsQuery, conditions: Conditions): string {
  const { merchant, status, outcome, limit } = query;
  if (outcome !== undefined) return withOutcome(outcome, query, conditions);
  if (merchant === undefined && status === undefined) conditions.join(`left(return_id, 0) = ''`);
  else if (merchant !== undefined && status !== undefined)
    conditions.and(`${merchant} ${status}`, (value) => `merchant_id || ' ' || status = ${value}`);
  else conditions.and(merchant, (value) => `merchant_id = ${value}`).and(status, (value) => `status = ${value}`);
  return `SELECT * FROM ledger.return_summary ${conditions.where} ${newestFirst} LIMIT ${conditions.place(limit + 1)}`;
}

/** A number belongs to a few returns: they are found first, and what else was asked for is seen on them. */
function searched(q: string, { merchant, status, outcome, limit }: ReturnsQuery, conditions: Conditions): string {
  const number = conditions.place(searchKey(q));
  conditions
    .and(merchant, (value) => `merchant_id = ${value}`)
    .and(status, (value) => `status = ${value}`)
    .and(outcome, (value) => `string_to_array(outcome, '+') @> string_to_array(${value}, '+')`);
  return `
    WITH found AS MATERIALIZED (SELECT DISTINCT return_id FROM ledger.return_identifier WHERE search_key = ${number})
    SELECT summary.* FROM found JOIN ledger.return_summary AS summary USING (return_id)
    ${conditions.where} ${newestFirst} LIMIT ${conditions.place(limit + 1)}`;
}

/**
 * An outcome is one of a few, joined by +, so there are only so many of them. The newest of each that has the wanted ones, in
 * each status, are read off the index; the page is the newest of these. The recursion goes from one outcome to the next.
 */
function withOutcome(outcome: string, { merchant, status, limit }: ReturnsQuery, conditions: Conditions): string {
  const wanted = conditions.place(outcome);
  const among = conditions.place(status === undefined ? statuses : [status]);
  const count = conditions.place(limit + 1);
  if (merchant === undefined) conditions.join(`outcome || ' ' || status = known.outcome || ' ' || one.status`);
  else
    conditions.and(
      merchant,
      (of) =>
        `merchant_id || ' ' || outcome || ' ' || status = ${of}::text || ' ' || known.outcome || ' ' || one.status`,
    );
  return `
    WITH RECURSIVE known AS (
      SELECT min(outcome) AS outcome FROM ledger.return_summary
      UNION ALL
      SELECT (SELECT min(outcome) FROM ledger.return_summary WHERE outcome > known.outcome) FROM known
      WHERE known.outcome IS NOT NULL
    )
    SELECT newest.* FROM known CROSS JOIN unnest(${among}::text[]) AS one (status)
    CROSS JOIN LATERAL (SELECT * FROM ledger.return_summary ${conditions.where} ${newestFirst} LIMIT ${count}) AS newest
    WHERE string_to_array(known.outcome, '+') @> string_to_array(${wanted}, '+')
    ${newestFirst} LIMIT ${count}`;
}
