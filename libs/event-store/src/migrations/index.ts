import type { MigrationInterface } from 'typeorm';
import { CreateEventStore1793577600001 } from './create-event-store.js';

/** In the order in which they run. A migration that has been released is never edited; a change is a new class. */
export const eventStoreMigrations: (new () => MigrationInterface)[] = [CreateEventStore1793577600001];
