import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the jobs need beside their streams: whose turn it is (a lease that a live process renews), how far each has read, whether a
 * person paused it, and which run takes what happens now.
 */
export class CreateJobs1795400000410 implements MigrationInterface {
  readonly name = 'CreateJobs1795400000410';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE SEQUENCE rlm.job_item_seq');
    await runner.query(`
      CREATE TABLE rlm.job (
        merchant_id  text NOT NULL,
        job          text NOT NULL,
        owner        text,
        run_id       text,
        expires_at   timestamptz,
        watermark    timestamptz(3),
        ticked_at    timestamptz(3),
        succeeded_at timestamptz(3),
        paused_at    timestamptz(3),
        paused_by    text,
        pause_reason text,
        PRIMARY KEY (merchant_id, job)
      )`);
    await runner.query(`
      CREATE TABLE rlm.job_open_run (
        merchant_id text NOT NULL,
        job         text NOT NULL,
        run_id      text NOT NULL,
        opened_at   timestamptz(3) NOT NULL,
        PRIMARY KEY (merchant_id, job)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE rlm.job_open_run, rlm.job');
    await runner.query('DROP SEQUENCE rlm.job_item_seq');
  }
}
