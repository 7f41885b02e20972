/** $1 key. */
export const readInterventions = `
SELECT action, by_person, reason, status_before, at
FROM effects.interventions
WHERE call_key = $1
ORDER BY id`;
