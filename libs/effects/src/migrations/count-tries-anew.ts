import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How many attempts a call had made when it was last retried by hand: the waits grow with those that came after. */
export class CountTriesAnew1793577600102 implements MigrationInterface {
  readonly name = 'CountTriesAnew1793577600102';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE effects.calls ADD COLUMN attempts_before integer NOT NULL DEFAULT 0');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE effects.calls DROP COLUMN attempts_before');
  }
}
