import type { MigrationInterface, QueryRunner } from 'typeorm';
import { busBeat } from './sql/bus-beat.js';
import { busPublish } from './sql/bus-publish.js';
import { busQuota } from './sql/bus-quota.js';
import { busTables } from './sql/bus-tables.js';

export class Bus1795300000200 implements MigrationInterface {
  readonly name = 'Bus1795300000200';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [busTables, busPublish, busQuota, busBeat]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA bus CASCADE');
  }
}
