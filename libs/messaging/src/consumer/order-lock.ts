import type { Queryable } from '@backhaul/event-store';
import { escapeLiteral } from 'pg';

/** Seed that keeps these advisory locks apart from others that hash a text. */
const SEED = 7301;

/** The statement alone; for where it goes out together with BEGIN. */
export function lockOrderFamilySql(partitionKey: string): string {
  return `SELECT pg_advisory_xact_lock(hashtextextended(${escapeLiteral(partitionKey)}, ${SEED}))`;
}

/**
 * One order family at a time within a service, whatever the topic a message came by or the command that a person gave.
 * Held until the transaction ends.
 */
export async function lockOrderFamily(tx: Queryable, partitionKey: string): Promise<void> {
  await tx.query(lockOrderFamilySql(partitionKey));
}
