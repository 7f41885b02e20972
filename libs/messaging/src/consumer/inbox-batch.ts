import type { Queryable } from '@backhaul/event-store';

/** What stands against handling messages together: those that were handled before, and keys that are parked. */
export interface Obstacles {
  seen: ReadonlySet<string>;
  blockedKeys: ReadonlySet<string>;
}

// `UNION ALL` of two index look-ups: with nothing in the way, which is nearly always, no row comes back
const OBSTACLES = `
SELECT 'seen' AS what, message_id AS value FROM messaging.inbox WHERE consumer_group = $1 AND message_id = ANY ($2)
UNION ALL
SELECT DISTINCT 'blocked', key FROM messaging.parked
 WHERE consumer_group = $1 AND key = ANY ($3) AND status IN ('failed', 'queued')`;

/** The caller holds the locks of the keys, so the answer stays true until its transaction ends. */
export async function obstaclesTo(
  tx: Queryable,
  group: string,
  messageIds: readonly string[],
  keys: readonly string[],
): Promise<Obstacles> {
  const values = [group, messageIds, keys];
  const { rows } = await tx.query({ name: 'messaging.obstacles', text: OBSTACLES, values });
  const valuesOf = (what: string): Set<string> =>
    new Set((rows as { what: string; value: string }[]).filter((row) => row.what === what).map(({ value }) => value));
  return { seen: valuesOf('seen'), blockedKeys: valuesOf('blocked') };
}

// No ON CONFLICT: a message that is there already was handled by somebody without our locks, and all of this must be undone.
const ENTER = `INSERT INTO messaging.inbox (consumer_group, message_id) SELECT $1, id FROM unnest($2::text[]) AS id`;

/** Records that the group has handled these messages. */
export async function enterAll(tx: Queryable, group: string, messageIds: readonly string[]): Promise<void> {
  if (messageIds.length === 0) return;
  await tx.query({ name: 'messaging.enter_all', text: ENTER, values: [group, messageIds] });
}
