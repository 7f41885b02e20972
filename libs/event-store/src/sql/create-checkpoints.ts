export const createCheckpoints = `
CREATE TABLE event_store.checkpoints (
  name            text        NOT NULL CONSTRAINT checkpoints_pkey PRIMARY KEY,
  transaction_id  xid8        NOT NULL,
  position        bigint      NOT NULL,
  updated_at      timestamptz NOT NULL DEFAULT statement_timestamp()
)`;
