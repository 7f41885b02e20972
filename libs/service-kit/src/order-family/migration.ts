import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Facts and returns of an order, each once, in the order in which they became known. */
export class CreateOrderFamily1780000000001 implements MigrationInterface {
  name = 'CreateOrderFamily1780000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE SCHEMA IF NOT EXISTS order_family;
      CREATE TABLE order_family.fact (
        partition_key text NOT NULL,
        fact_id text NOT NULL,
        event jsonb NOT NULL,
        remembered bigint GENERATED ALWAYS AS IDENTITY,
        remembered_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (partition_key, fact_id)
      );
      CREATE TABLE order_family.member (
        partition_key text NOT NULL,
        return_id text NOT NULL,
        joined bigint GENERATED ALWAYS AS IDENTITY,
        joined_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (partition_key, return_id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA order_family CASCADE');
  }
}

export const orderFamilyMigrations = [CreateOrderFamily1780000000001];
