import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Parcels of returns, by which a warehouse's receipt may find its return. */
export class CreateParcels1795400000110 implements MigrationInterface {
  name = 'CreateParcels1795400000110';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE aims360.parcel (
        return_id text PRIMARY KEY,
        merchant_id text NOT NULL,
        carrier text,
        tracking_number text,
        label_url text
      );
      CREATE INDEX parcel_by_tracking ON aims360.parcel (merchant_id, tracking_number);`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE aims360.parcel');
  }
}
