import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files to and from a partner: the control numbers given out, what was sent under them, what came. */
export class EdiExchange1795400000480 implements MigrationInterface {
  readonly name = 'EdiExchange1795400000480';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE rlm.edi_control (
        merchant_id      text PRIMARY KEY,
        interchange      integer NOT NULL DEFAULT 0,
        functional_group integer NOT NULL DEFAULT 0
      )`);
    await runner.query(`
      CREATE TABLE rlm.edi_sent (
        merchant_id         text NOT NULL,
        message_key         text NOT NULL,
        attempt             integer NOT NULL,
        document            jsonb NOT NULL,
        functional_id       text NOT NULL,
        document_number     text NOT NULL,
        ra_number           text,
        answered            boolean NOT NULL,
        file_name           text NOT NULL,
        interchange_control text NOT NULL,
        group_control       text NOT NULL,
        body                bytea NOT NULL,
        planned_at          timestamptz NOT NULL,
        written_at          timestamptz,
        answer              text,
        answered_at         timestamptz,
        PRIMARY KEY (merchant_id, message_key, attempt),
        UNIQUE (merchant_id, file_name)
      )`);
    await runner.query(
      'CREATE INDEX edi_sent_group ON rlm.edi_sent (merchant_id, functional_id, group_control, planned_at)',
    );
    await runner.query(
      'CREATE INDEX edi_sent_unwritten ON rlm.edi_sent (merchant_id, planned_at) WHERE written_at IS NULL',
    );
    await runner.query(
      'CREATE INDEX edi_sent_unanswered ON rlm.edi_sent (merchant_id, written_at) WHERE answered AND answer IS NULL',
    );
    await runner.query(`
      CREATE TABLE rlm.edi_received (
        id                  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        merchant_id         text NOT NULL,
        sender              text NOT NULL,
        interchange_control text NOT NULL,
        group_control       text NOT NULL,
        set_control         text NOT NULL,
        file_name           text NOT NULL,
        set_id              text NOT NULL,
        ra_number           text,
        receipt_id          text,
        receipt             jsonb,
        problem             text,
        received_at         timestamptz NOT NULL,
        UNIQUE (merchant_id, sender, interchange_control, group_control, set_control, file_name)
      )`);
    await runner.query('CREATE INDEX edi_received_ra ON rlm.edi_received (merchant_id, ra_number)');
    await runner.query('CREATE INDEX edi_received_receipt ON rlm.edi_received (merchant_id, receipt_id, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['edi_received', 'edi_sent', 'edi_control']) await runner.query(`DROP TABLE rlm.${table}`);
  }
}
