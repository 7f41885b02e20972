import type { MigrationInterface, QueryRunner } from 'typeorm';
import { parkedFirstAttempt } from './sql/parked-first-attempt.js';

export class FirstAttempt1795300000215 implements MigrationInterface {
  readonly name = 'FirstAttempt1795300000215';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(parkedFirstAttempt);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE messaging.parked DROP COLUMN first_attempt_at');
  }
}
