import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createCheckpoints } from '../sql/create-checkpoints.js';
import { createEvents } from '../sql/create-events.js';
import { createEventsGlobalOrder } from '../sql/create-events-global-order.js';
import { createEventsPublishedOrder } from '../sql/create-events-published-order.js';
import { createSchema } from '../sql/create-schema.js';

const statements = [createSchema, createEvents, createEventsGlobalOrder, createEventsPublishedOrder, createCheckpoints];

/** Schema `event_store`: events, their two orders, checkpoints. */
export class CreateEventStore1793577600001 implements MigrationInterface {
  readonly name = 'CreateEventStore1793577600001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA event_store CASCADE');
  }
}
