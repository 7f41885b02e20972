/**
 * $1 key, $2 by, $3 reason. Makes an open call due now. A refused one is opened again, but in doubt rather than planned: before
 * anything is sent a second time, the runner looks whether it is there. The waits between its attempts begin anew.
 */
export const retryCall = `
WITH before AS (
  SELECT key, status FROM effects.calls WHERE key = $1 AND status <> 'confirmed' FOR UPDATE
), opened AS (
  UPDATE effects.calls c
  SET status = CASE before.status WHEN 'refused' THEN 'in-doubt' ELSE before.status END,
    answer = CASE before.status WHEN 'refused' THEN NULL ELSE c.answer END,
    answered_at = CASE before.status WHEN 'refused' THEN NULL ELSE c.answered_at END,
    settled_at = NULL, due_at = '-infinity', look_ups = 0, settle_failures = 0, doubted_at = NULL, person_asked_at = NULL,
    attempts_before = c.attempt
  FROM before
  WHERE c.key = before.key
  RETURNING c.key, before.status
)
INSERT INTO effects.interventions (call_key, action, by_person, reason, status_before)
SELECT opened.key, 'retry', $2, $3, opened.status FROM opened`;
