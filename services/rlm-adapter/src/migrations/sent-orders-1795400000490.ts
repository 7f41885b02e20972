import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Orders that were sent to RLM where it cannot show them again. `made` is empty as long as its answer is not known. */
export class SentOrders1795400000490 implements MigrationInterface {
  readonly name = 'SentOrders1795400000490';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE rlm.sent_orders (
        merchant_id   text NOT NULL,
        shop_order_id text NOT NULL,
        division      integer NOT NULL,
        made          jsonb,
        PRIMARY KEY (merchant_id, shop_order_id, division)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE rlm.sent_orders');
  }
}
