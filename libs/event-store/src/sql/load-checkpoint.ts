/** $1 name. */
export const loadCheckpoint = `
SELECT transaction_id::text AS transaction_id, position::text AS position
FROM event_store.checkpoints
WHERE name = $1`;
