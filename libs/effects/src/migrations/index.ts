import type { MigrationInterface } from 'typeorm';
import { CountTriesAnew1793577600102 } from './count-tries-anew.js';
import { CreateEffects1793577600101 } from './create-effects.js';

/** In the order in which they run. A migration that has been released is never edited; a change is a new class. */
export const effectsMigrations: (new () => MigrationInterface)[] = [
  CreateEffects1793577600101,
  CountTriesAnew1793577600102,
];
