import type { MigrationInterface, QueryRunner } from 'typeorm';
import { messagingTables } from './sql/messaging-tables.js';

export class Messaging1795300000210 implements MigrationInterface {
  readonly name = 'Messaging1795300000210';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(messagingTables);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA messaging CASCADE');
  }
}
