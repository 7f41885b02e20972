import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What persons did, for good, and the keys by which a repeated request is recognised. */
export class CreateCommands1780000000004 implements MigrationInterface {
  name = 'CreateCommands1780000000004';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of ['CREATE SCHEMA command', action, idempotencyKey]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA command CASCADE');
  }
}

const action = `
  CREATE TABLE command.action (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT now(),
    caller text NOT NULL,
    role text NOT NULL,
    merchant_id text,
    action text NOT NULL,
    reason text NOT NULL,
    body jsonb NOT NULL,
    status integer NOT NULL,
    result jsonb NOT NULL
  );
  CREATE INDEX action_of_merchant ON command.action (merchant_id, id DESC);`;

const idempotencyKey = `
  CREATE TABLE command.idempotency_key (
    caller text NOT NULL,
    route text NOT NULL,
    key text NOT NULL,
    body_hash text NOT NULL,
    action_id bigint NOT NULL REFERENCES command.action,
    used_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (caller, route, key)
  );
  CREATE INDEX idempotency_key_age ON command.idempotency_key (used_at);`;

export const commandMigrations = [CreateCommands1780000000004];
