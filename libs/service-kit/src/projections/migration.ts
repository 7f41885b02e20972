import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The generations of each projection, and every rebuild and check that there was. */
export class CreateProjections1780000000003 implements MigrationInterface {
  name = 'CreateProjections1780000000003';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of ['CREATE SCHEMA projection', generation, run, enter]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA projection CASCADE');
  }
}

// superseded: a newer version is being built beside it, and processes of the older release still show it.
const generation = `
  CREATE TABLE projection.generation (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL,
    version integer NOT NULL,
    state text NOT NULL CHECK (state IN ('building', 'live', 'superseded', 'retired')),
    created_at timestamptz NOT NULL DEFAULT statement_timestamp()
  );
  CREATE UNIQUE INDEX generation_shown ON projection.generation (name) WHERE state IN ('live', 'superseded');
  CREATE UNIQUE INDEX generation_building ON projection.generation (name) WHERE state = 'building';`;

const run = `
  CREATE TABLE projection.run (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('rebuild', 'check')),
    asked_by text NOT NULL,
    reason text NOT NULL,
    started_at timestamptz NOT NULL DEFAULT statement_timestamp(),
    finished_at timestamptz,
    done bigint NOT NULL DEFAULT 0,
    total bigint NOT NULL DEFAULT 0,
    result jsonb,
    failure_code text,
    failure_message text
  );
  CREATE INDEX run_latest ON projection.run (name, kind, id DESC);`;

/*
 * What a writer may do, under a lock that it shares with the other writers until its transaction ends and that a switch
 * takes alone. A function, because each statement in it looks afresh: one statement that waited for the lock would still see
 * the generation from before the switch, and its rows would be lost with it. And it is one round trip.
 */
const enter = `
  CREATE FUNCTION projection.enter(projection_name text, code_version integer) RETURNS text LANGUAGE plpgsql AS $$
  DECLARE
    shown record;
  BEGIN
    PERFORM pg_advisory_xact_lock_shared(hashtextextended('projection ' || projection_name, 0));
    SELECT version, state INTO shown FROM projection.generation
      WHERE name = projection_name AND state IN ('live', 'superseded');
    RETURN CASE WHEN shown.version = code_version THEN 'write' WHEN shown.state = 'live' THEN 'refuse' ELSE 'leave' END;
  END $$`;

export const projectionMigrations = [CreateProjections1780000000003];
