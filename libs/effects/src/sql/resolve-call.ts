/**
 * $1 key, $2 by, $3 reason, $4 action, $5 answer (null: the call was not applied, plan it again).
 * Only where no send is under way: a planned call, or one in doubt. A look-up that is just running finds the status changed and
 * brings nothing.
 */
export const resolveCall = `
WITH before AS (
  SELECT key, status FROM effects.calls WHERE key = $1 AND status IN ('planned', 'in-doubt') FOR UPDATE
), resolved AS (
  UPDATE effects.calls c
  SET status = CASE WHEN $5::json IS NULL THEN 'planned' ELSE 'answered' END,
    answer = $5::json,
    answered_at = CASE WHEN $5::json IS NULL THEN NULL ELSE statement_timestamp() END,
    due_at = '-infinity', look_ups = 0, doubted_at = NULL, leased_by = NULL, leased_until = NULL
  FROM before
  WHERE c.key = before.key
  RETURNING c.key, before.status
)
INSERT INTO effects.interventions (call_key, action, by_person, reason, status_before)
SELECT resolved.key, $4, $2, $3, resolved.status FROM resolved`;
