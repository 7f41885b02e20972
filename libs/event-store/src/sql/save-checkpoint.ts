/** $1 name, $2 transaction, $3 position. Only forward: a subscriber that was replaced must not drag its successor back. */
export const saveCheckpoint = `
INSERT INTO event_store.checkpoints AS c (name, transaction_id, position)
VALUES ($1, $2::xid8, $3::bigint)
ON CONFLICT (name) DO UPDATE
SET transaction_id = EXCLUDED.transaction_id, position = EXCLUDED.position, updated_at = statement_timestamp()
WHERE (c.transaction_id, c.position) < (EXCLUDED.transaction_id, EXCLUDED.position)`;
