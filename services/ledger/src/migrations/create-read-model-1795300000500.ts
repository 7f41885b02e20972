import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the query API reads: a row per return, its history, its numbers, its books; and the tasks of all services. */
export class CreateReadModel1795300000500 implements MigrationInterface {
  name = 'CreateReadModel1795300000500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE SCHEMA ledger');
    for (const sql of [returnSummary, returnFact, returnIdentifier, journalLine, task]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA ledger CASCADE');
  }
}

// Milliseconds, because a page's cursor carries the instant through JavaScript and must find the very same row again.
const returnSummary = `
  CREATE TABLE ledger.return_summary (
    return_id text COLLATE "C" PRIMARY KEY,
    merchant_id text NOT NULL,
    order_id text NOT NULL,
    external_return_id text,
    order_name text,
    outcome text,
    status text NOT NULL,
    states jsonb NOT NULL,
    waiting_for text[] NOT NULL,
    units_expected integer NOT NULL,
    units_received integer NOT NULL,
    promised bigint,
    paid_out bigint,
    currency text,
    opened_at timestamptz(3) NOT NULL,
    last_fact_at timestamptz(3) NOT NULL,
    settled_at timestamptz(3)
  );
  CREATE INDEX return_summary_newest ON ledger.return_summary (opened_at DESC, return_id DESC);
  CREATE INDEX return_summary_newest_of_merchant ON ledger.return_summary (merchant_id, opened_at DESC, return_id DESC);
  CREATE INDEX return_summary_newest_of_status ON ledger.return_summary (status, opened_at DESC, return_id DESC);`;

const returnFact = `
  CREATE TABLE ledger.return_fact (
    return_id text COLLATE "C" NOT NULL,
    line_key text COLLATE "C" NOT NULL,
    event_id text,
    event_type text NOT NULL,
    happened_at timestamptz(3) NOT NULL,
    learned_at timestamptz(3) NOT NULL,
    rank smallint NOT NULL,
    system text NOT NULL,
    service text NOT NULL,
    text text NOT NULL,
    documents jsonb NOT NULL,
    cause_event_id text NOT NULL,
    PRIMARY KEY (return_id, line_key)
  );`;

const returnIdentifier = `
  CREATE TABLE ledger.return_identifier (
    return_id text COLLATE "C" NOT NULL,
    kind text NOT NULL,
    number text NOT NULL,
    search_key text NOT NULL,
    PRIMARY KEY (return_id, kind, search_key)
  );
  CREATE INDEX return_identifier_search ON ledger.return_identifier (search_key, return_id);`;

const journalLine = `
  CREATE TABLE ledger.journal_line (
    return_id text COLLATE "C" NOT NULL,
    entry_id text COLLATE "C" NOT NULL,
    line_no smallint NOT NULL,
    account text NOT NULL,
    amount bigint NOT NULL,
    currency text NOT NULL,
    description text NOT NULL,
    document_number text,
    effective_at timestamptz(3) NOT NULL,
    learned_at timestamptz(3) NOT NULL,
    cause_event_id text NOT NULL,
    PRIMARY KEY (return_id, entry_id, line_no)
  );`;

// Opened and closed may come in either order, so each side may be empty for a while.
const task = `
  CREATE TABLE ledger.task (
    task_id text COLLATE "C" PRIMARY KEY,
    merchant_id text NOT NULL,
    return_id text,
    kind text,
    title text,
    why text,
    "values" jsonb,
    role text,
    service text,
    opened_at timestamptz(3),
    closed_at timestamptz(3),
    how text
  );
  CREATE INDEX task_oldest ON ledger.task (opened_at, task_id)
    WHERE opened_at IS NOT NULL AND (closed_at IS NULL OR closed_at < opened_at);
  CREATE INDEX task_of_return ON ledger.task (return_id);`;
