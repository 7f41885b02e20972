import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which refunds of the shop RLM has, so that no export of stock undoes what the shop restocked, and what waits for that. */
export class ShopRefunds1795400000440 implements MigrationInterface {
  readonly name = 'ShopRefunds1795400000440';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE rlm.shop_refund (
        merchant_id   text NOT NULL,
        refund_id     text NOT NULL,
        partition_key text NOT NULL,
        return_id     text,
        created_at    timestamptz,
        skus          text[] NOT NULL DEFAULT '{}',
        done_at       timestamptz,
        PRIMARY KEY (merchant_id, refund_id)
      )`);
    await runner.query('CREATE INDEX shop_refund_open ON rlm.shop_refund USING gin (skus) WHERE done_at IS NULL');
    await runner.query(`
      CREATE TABLE rlm.held_export (
        merchant_id   text NOT NULL,
        refund_id     text NOT NULL,
        return_id     text NOT NULL,
        partition_key text NOT NULL,
        skus          text[] NOT NULL,
        held_at       timestamptz NOT NULL,
        PRIMARY KEY (merchant_id, refund_id)
      )`);
    await runner.query(`
      CREATE TABLE rlm.stock_export (
        merchant_id text PRIMARY KEY,
        begun_at    timestamptz NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE rlm.stock_export, rlm.held_export, rlm.shop_refund');
  }
}
