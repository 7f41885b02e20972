import type { MigrationInterface, QueryRunner } from 'typeorm';
import { busPublishAs } from './sql/bus-publish-as.js';
import { busPublisher } from './sql/bus-publisher.js';

export class BusPublishers1795300000220 implements MigrationInterface {
  readonly name = 'BusPublishers1795300000220';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [busPublisher, busPublishAs]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION bus.publish_as');
    await runner.query('DROP TABLE bus.publisher');
  }
}
