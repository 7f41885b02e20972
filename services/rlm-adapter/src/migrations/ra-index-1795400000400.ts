import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which return an RA number belongs to: warehouses know the RA, not the return. */
export class RaIndex1795400000400 implements MigrationInterface {
  readonly name = 'RaIndex1795400000400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE SCHEMA IF NOT EXISTS rlm');
    await runner.query(`
      CREATE TABLE rlm.ra_index (
        merchant_id   text NOT NULL,
        ra_number     text NOT NULL,
        return_id     text NOT NULL,
        partition_key text NOT NULL,
        PRIMARY KEY (merchant_id, ra_number)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA rlm CASCADE');
  }
}
