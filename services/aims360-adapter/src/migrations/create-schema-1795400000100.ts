import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where the views of the read models stand. */
export class CreateSchema1795400000100 implements MigrationInterface {
  name = 'CreateSchema1795400000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE SCHEMA aims360');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA aims360 CASCADE');
  }
}
