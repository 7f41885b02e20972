import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which returns a tracking or order number belongs to: a parcel may come without its RA number. */
export class BoxNumbers1795400000420 implements MigrationInterface {
  readonly name = 'BoxNumbers1795400000420';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE rlm.box_number (
        merchant_id text NOT NULL,
        kind        text NOT NULL,
        number      text NOT NULL,
        return_id   text NOT NULL,
        PRIMARY KEY (merchant_id, kind, number, return_id)
      )`);
    await runner.query('CREATE INDEX ra_index_return ON rlm.ra_index (return_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX rlm.ra_index_return');
    await runner.query('DROP TABLE rlm.box_number');
  }
}
