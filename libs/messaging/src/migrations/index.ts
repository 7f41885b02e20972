import type { MigrationInterface } from 'typeorm';
import { Bus1795300000200 } from './bus-1795300000200.js';
import { FirstAttempt1795300000215 } from './first-attempt-1795300000215.js';
import { BusPublishers1795300000220 } from './bus-publishers-1795300000220.js';
import { Messaging1795300000210 } from './messaging-1795300000210.js';

/** For the database of each service: inbox, parked messages, webhook intake (schema `messaging`). */
export const messagingMigrations: (new () => MigrationInterface)[] = [
  Messaging1795300000210,
  FirstAttempt1795300000215,
];

/** For the bus's own database when it runs on Postgres (schema `bus`). */
export const postgresBusMigrations: (new () => MigrationInterface)[] = [Bus1795300000200, BusPublishers1795300000220];
