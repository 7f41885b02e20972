import type { MigrationInterface } from 'typeorm';
import { Bus1795300000200 } from './bus-1795300000200.js';
import { Messaging1795300000210 } from './messaging-1795300000210.js';

/** For the database of each service: inbox, parked messages, webhook intake (schema `messaging`). */
export const messagingMigrations: (new () => MigrationInterface)[] = [Messaging1795300000210];

/** For the bus's own database when it runs on Postgres (schema `bus`). */
export const postgresBusMigrations: (new () => MigrationInterface)[] = [Bus1795300000200];
