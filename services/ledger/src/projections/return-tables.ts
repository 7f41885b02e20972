import type { Projection } from '@backhaul/service-kit';

const owner = 'return_id';
const RETURN_ID = 'text COLLATE "C" NOT NULL';
// Milliseconds, because a page's cursor carries the instant through JavaScript and must find the very same row again.
const INSTANT = 'timestamptz(3) NOT NULL';
const newestFirst = 'opened_at DESC, return_id DESC';

/** A row per return, what its page shows, its history, its numbers, its books and what they have open. */
export const returnTables: Projection['tables'] = [
  {
    name: 'return_summary',
    owner,
    primaryKey: ['return_id'],
    columns: {
      return_id: RETURN_ID,
      merchant_id: 'text NOT NULL',
      order_id: 'text NOT NULL',
      external_return_id: 'text',
      order_name: 'text',
      outcome: 'text',
      status: 'text NOT NULL',
      states: 'jsonb NOT NULL',
      waiting_for: 'text[] NOT NULL',
      units_expected: 'integer NOT NULL',
      units_received: 'integer NOT NULL',
      promised: 'bigint',
      paid_out: 'bigint',
      currency: 'text',
      opened_at: INSTANT,
      last_fact_at: INSTANT,
      settled_at: 'timestamptz(3)',
    },
    // One for each way to narrow the list down, none of which fits another one (queries/page-of-returns.ts): of what comes
    // first nothing but equality can be asked, so even the list of all begins with something that is the same in each row.
    indexes: {
      return_summary_newest: `(left(return_id, 0), ${newestFirst})`,
      return_summary_newest_of_merchant: `(merchant_id, ${newestFirst})`,
      return_summary_newest_of_status: `(status, ${newestFirst})`,
      return_summary_newest_of_merchant_status: `((merchant_id || ' ' || status), ${newestFirst})`,
      return_summary_newest_of_outcome: `((outcome || ' ' || status), ${newestFirst})`,
      return_summary_newest_of_merchant_outcome: `((merchant_id || ' ' || outcome || ' ' || status), ${newestFirst})`,
      return_summary_outcomes: '(outcome)',
    },
  },
  {
    // Apart from the list, which would otherwise read it for each page.
    name: 'return_body',
    owner,
    primaryKey: ['return_id'],
    columns: { return_id: RETURN_ID, body: 'jsonb NOT NULL' },
  },
  {
    name: 'return_fact',
    owner,
    primaryKey: ['return_id', 'line_key'],
    columns: {
      return_id: RETURN_ID,
      line_key: 'text COLLATE "C" NOT NULL',
      event_id: 'text',
      event_type: 'text NOT NULL',
      happened_at: INSTANT,
      learned_at: INSTANT,
      rank: 'smallint NOT NULL',
      system: 'text NOT NULL',
      service: 'text NOT NULL',
      text: 'text NOT NULL',
      documents: 'jsonb NOT NULL',
      cause_event_id: 'text NOT NULL',
    },
  },
  {
    name: 'return_identifier',
    owner,
    primaryKey: ['return_id', 'kind', 'search_key'],
    columns: {
      return_id: RETURN_ID,
      kind: 'text NOT NULL',
      number: 'text NOT NULL',
      search_key: 'text NOT NULL',
    },
    indexes: { return_identifier_search: '(search_key, return_id)' },
  },
  {
    name: 'journal_line',
    owner,
    primaryKey: ['return_id', 'entry_id', 'line_no'],
    columns: {
      return_id: RETURN_ID,
      entry_id: 'text COLLATE "C" NOT NULL',
      line_no: 'smallint NOT NULL',
      account: 'text NOT NULL',
      amount: 'bigint NOT NULL',
      currency: 'text NOT NULL',
      description: 'text NOT NULL',
      document_number: 'text',
      effective_at: INSTANT,
      learned_at: INSTANT,
      cause_event_id: 'text NOT NULL',
    },
  },
  {
    name: 'open_item',
    owner,
    primaryKey: ['item_id'],
    columns: {
      return_id: RETURN_ID,
      item_id: 'text COLLATE "C" NOT NULL',
      merchant_id: 'text NOT NULL',
      external_return_id: 'text',
      order_name: 'text',
      account: 'text NOT NULL',
      amount: 'bigint NOT NULL',
      currency: 'text NOT NULL',
      kind: 'text NOT NULL',
      reason: 'text NOT NULL',
      owner: 'text NOT NULL',
      waiting_for: 'text[] NOT NULL',
      since: INSTANT,
    },
    // Only returns under way have open items, so one order for all ways to narrow the list down is enough.
    indexes: { open_item_oldest: '(since, item_id)', open_item_of_return: '(return_id)' },
  },
];
