/** $1 name. */
export const resetCheckpoint = `DELETE FROM event_store.checkpoints WHERE name = $1`;
