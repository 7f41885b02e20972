import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createCalls } from '../sql/create-calls.js';
import { createCallsSubject } from '../sql/create-calls-subject.js';
import { createCallsUnfinished } from '../sql/create-calls-unfinished.js';
import { createCallsUnfinishedLane } from '../sql/create-calls-unfinished-lane.js';
import { createInterventions } from '../sql/create-interventions.js';
import { createInterventionsCall } from '../sql/create-interventions-call.js';
import { createSchema } from '../sql/create-schema.js';

const statements = [
  createSchema,
  createCalls,
  createCallsUnfinished,
  createCallsUnfinishedLane,
  createCallsSubject,
  createInterventions,
  createInterventionsCall,
];

/** Schema `effects`: the calls and what people did to them. */
export class CreateEffects1793577600101 implements MigrationInterface {
  readonly name = 'CreateEffects1793577600101';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA effects CASCADE');
  }
}
