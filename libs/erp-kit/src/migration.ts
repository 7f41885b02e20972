import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which stores are stopped: on its own, for a service that has no ERP. */
export class CreateStops1780000000005 implements MigrationInterface {
  name = 'CreateStops1780000000005';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of ['CREATE SCHEMA erp_kit', stops]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA erp_kit CASCADE');
  }
}

/** What the adapters of all ERPs share. */
export class CreateErpKit1780000000006 implements MigrationInterface {
  name = 'CreateErpKit1780000000006';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [mappings, returns, shadow]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${TABLES.map((name) => `erp_kit.${name}`).join(', ')}`);
  }
}

const mappings = `
  CREATE TABLE erp_kit.mapping (
    merchant_id text NOT NULL,
    table_name text NOT NULL,
    normal_key text NOT NULL,
    key text NOT NULL,
    value jsonb NOT NULL,
    set_by text NOT NULL,
    reason text NOT NULL,
    set_at timestamptz NOT NULL,
    PRIMARY KEY (merchant_id, table_name, normal_key)
  );
  CREATE TABLE erp_kit.unmapped (
    merchant_id text NOT NULL,
    table_name text NOT NULL,
    normal_key text NOT NULL,
    key text NOT NULL,
    seen integer NOT NULL DEFAULT 1,
    first_seen_at timestamptz NOT NULL DEFAULT now(),
    last_seen_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (merchant_id, table_name, normal_key)
  );
  CREATE TABLE erp_kit.waiting (
    merchant_id text NOT NULL,
    table_name text NOT NULL,
    normal_key text NOT NULL,
    return_id text NOT NULL,
    key text NOT NULL,
    since timestamptz NOT NULL DEFAULT clock_timestamp(),
    attempts integer NOT NULL DEFAULT 0,
    failure text,
    next_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (merchant_id, table_name, normal_key, return_id)
  );
  CREATE INDEX waiting_return ON erp_kit.waiting (return_id);
  CREATE INDEX waiting_since ON erp_kit.waiting (merchant_id, since);`;

// A store whose sends are stopped.
const stops = `
  CREATE TABLE erp_kit.stop (
    merchant_id text PRIMARY KEY,
    since timestamptz NOT NULL,
    why text NOT NULL,
    findings integer NOT NULL
  );`;

// A return that we know of, whether we act on it or only watch it.
const returns = `
  CREATE TABLE erp_kit.known_return (
    return_id text PRIMARY KEY,
    merchant_id text NOT NULL,
    initiated_at timestamptz NOT NULL
  );
  CREATE INDEX known_return_day ON erp_kit.known_return (merchant_id, initiated_at);
  CREATE TABLE erp_kit.backfill (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    merchant_id text NOT NULL,
    asked_for jsonb NOT NULL,
    asked_by text NOT NULL,
    reason text NOT NULL,
    asked_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE TABLE erp_kit.backfill_item (
    backfill_id bigint NOT NULL REFERENCES erp_kit.backfill,
    return_id text NOT NULL,
    merchant_id text NOT NULL,
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'admitted', 'unchanged', 'refused')),
    why text,
    attempts integer NOT NULL DEFAULT 0,
    next_at timestamptz NOT NULL DEFAULT now(),
    done_at timestamptz,
    PRIMARY KEY (backfill_id, return_id)
  );
  CREATE INDEX backfill_item_open ON erp_kit.backfill_item (merchant_id, backfill_id, return_id) WHERE state = 'waiting';`;

const shadow = `
  CREATE TABLE erp_kit.would_have_sent (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key text NOT NULL UNIQUE,
    merchant_id text NOT NULL,
    subject text NOT NULL,
    kind text NOT NULL,
    payload jsonb NOT NULL,
    at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX would_have_sent_of ON erp_kit.would_have_sent (merchant_id, seq);`;

const TABLES = ['mapping', 'unmapped', 'waiting', 'known_return', 'backfill_item', 'backfill', 'would_have_sent'];

/** For a service that stops a store's sends, and has no ERP. */
export const stopMigrations = [CreateStops1780000000005];
/** The tables of the kit; add them to those of the adapter's definition. */
export const erpMigrations = [...stopMigrations, CreateErpKit1780000000006];
