import type { Pool } from 'pg';

/** At most this many rows per statement, so that a long backlog does not become one long transaction. */
const AT_ONCE = 10_000;

// the partition's messages that every group has passed; a topic that no group reads is kept for the period alone
const PRUNE = `
DELETE FROM bus.message WHERE ctid = ANY (ARRAY(
  SELECT m.ctid
    FROM bus.partition p
    JOIN bus.message m ON m.topic = p.topic AND m.partition = p.partition
   WHERE m."offset" < coalesce((SELECT min(a.committed_offset) FROM bus.assignment a
                                 WHERE a.topic = p.topic AND a.partition = p.partition), p.next_offset)
     AND m.published_at < clock_timestamp() - make_interval(secs => $1::float8 / 1000)
   LIMIT $2))`;

/** Deletes messages that every group has passed and that are older than the period; returns how many. */
export async function pruneMessages(pool: Pool, retentionMs: number): Promise<number> {
  let deleted = 0;
  for (;;) {
    const { rowCount } = await pool.query(PRUNE, [retentionMs, AT_ONCE]);
    deleted += rowCount ?? 0;
    if ((rowCount ?? 0) < AT_ONCE) return deleted;
  }
}
