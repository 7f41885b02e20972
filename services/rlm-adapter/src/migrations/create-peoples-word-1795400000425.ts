import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people did in RLM where it has no call for it: what they said of our calls, and which credit is for which refund. */
export class CreatePeoplesWord1795400000425 implements MigrationInterface {
  readonly name = 'CreatePeoplesWord1795400000425';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE rlm.spoken (
        call_key    text PRIMARY KEY,
        merchant_id text NOT NULL,
        said        jsonb NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE rlm.claimed_credits (
        merchant_id   text NOT NULL,
        credit_number text NOT NULL,
        refund_id     text NOT NULL,
        PRIMARY KEY (merchant_id, credit_number)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE rlm.spoken');
    await runner.query('DROP TABLE rlm.claimed_credits');
  }
}
