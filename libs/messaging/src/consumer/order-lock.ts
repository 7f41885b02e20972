import type { Queryable } from '@backhaul/event-store';
import { escapeLiteral } from 'pg';

/** Seed that keeps these advisory locks apart from others that hash a text. */
const SEED = 7301;

/**
 * The statement alone; for where it goes out together with BEGIN. Locks are taken in the order of their numbers, so that
 * two transactions over the same order families wait for each other, but never in a circle.
 */
export function lockOrderFamiliesSql(partitionKeys: readonly string[]): string {
  const keys = partitionKeys.map((key) => escapeLiteral(key)).join(', ');
  return `SELECT pg_advisory_xact_lock(number) FROM (
    SELECT DISTINCT hashtextextended(key, ${SEED}) AS number FROM unnest(ARRAY[${keys}]) AS key ORDER BY number) AS families`;
}

/**
 * One order family at a time within a service, whatever the topic a message came by or the command that a person gave.
 * Held until the transaction ends.
 */
export async function lockOrderFamily(tx: Queryable, partitionKey: string): Promise<void> {
  await tx.query(lockOrderFamiliesSql([partitionKey]));
}
