/** Only what is not over: finished calls are counted by the runner as they end, not by scanning years of them. */
export const countCalls = `
SELECT c.kind, c.status, count(*)::integer AS calls,
  count(c.person_asked_at)::integer AS waiting_for_person,
  min(GREATEST(c.planned_at, c.not_before)) AS oldest
FROM effects.calls c
WHERE c.settled_at IS NULL
GROUP BY c.kind, c.status
ORDER BY c.kind, c.status`;
