import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The jobs that export bulk views: each is made once, and run again for ever. */
export class CreateExportJob1795400000200 implements MigrationInterface {
  name = 'CreateExportJob1795400000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE aims360.export_job (
        merchant_id text NOT NULL,
        export text NOT NULL,
        job_id text NOT NULL,
        publish_link text NOT NULL,
        PRIMARY KEY (merchant_id, export)
      )
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE aims360.export_job');
  }
}
