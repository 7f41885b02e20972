import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far each sweep has surely seen each merchant. */
export class CreateSweep1780000000002 implements MigrationInterface {
  name = 'CreateSweep1780000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE SCHEMA IF NOT EXISTS sweep;
      CREATE TABLE sweep.watermark (
        sweep text NOT NULL,
        merchant_id text NOT NULL,
        watermark text NOT NULL,
        finished_at timestamptz NOT NULL,
        PRIMARY KEY (sweep, merchant_id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA sweep CASCADE');
  }
}

export const sweepMigrations = [CreateSweep1780000000002];
