import { now, nowPlus } from './now.js';

/**
 * $1 now, $2 kinds, $3 how many, $4 owner, $5 lease in milliseconds.
 *
 * Taking a planned call marks it sent in the same statement, so the mark is durable before the call goes out. A sent call whose
 * lease has run out was somebody's who died: nobody knows whether it went out, so it is in doubt from here on.
 *
 * Order in a lane holds with several runners because a call only becomes eligible when the snapshot shows every earlier one of
 * its lane as over, and over is final. Rows that another runner is just taking are skipped, and FOR UPDATE checks the lease of
 * the newest version of those that it takes.
 */
export const claimCalls = `
WITH due AS MATERIALIZED (
  SELECT c.key
  FROM effects.calls c
  WHERE c.settled_at IS NULL
    AND c.kind = ANY ($2::text[])
    AND c.due_at <= ${now}
    AND (c.leased_until IS NULL OR c.leased_until <= ${now})
    AND NOT EXISTS (
      SELECT FROM effects.calls earlier
      WHERE earlier.lane = c.lane AND earlier.seq < c.seq AND earlier.settled_at IS NULL)
  ORDER BY c.seq
  LIMIT $3
  FOR UPDATE OF c SKIP LOCKED
)
UPDATE effects.calls c
SET status = CASE c.status WHEN 'planned' THEN 'sent' WHEN 'sent' THEN 'in-doubt' ELSE c.status END,
  attempt = c.attempt + CASE c.status WHEN 'planned' THEN 1 ELSE 0 END,
  sent_at = CASE c.status WHEN 'planned' THEN ${now} ELSE c.sent_at END,
  doubted_at = CASE WHEN c.status IN ('sent', 'in-doubt') THEN COALESCE(c.doubted_at, ${now}) ELSE c.doubted_at END,
  claim = c.claim + 1,
  leased_by = $4,
  leased_until = ${nowPlus('$5')}
FROM due
WHERE c.key = due.key
RETURNING c.key, c.kind, c.lane, c.merchant_id, c.subject, c.partition_key, c.payload::text AS payload_text,
  c.correlation_id, c.causation_id, c.attempt, c.attempt - c.attempts_before AS tries, c.sent_at, c.planned_at, c.status, c.claim::text AS claim, c.answer,
  c.look_ups, c.settle_failures, c.person_asked_at IS NOT NULL AS person_asked,
  COALESCE(EXTRACT(EPOCH FROM ${now} - c.doubted_at) * 1000, 0)::float8 AS in_doubt_ms`;
