/**
 * One row is one fact. The two keys are the whole concurrency control:
 * - `events_pkey`: a version of a stream is written once, so two racing writers cannot both win;
 * - `events_event_id_key`: an event id is stored once. `append` tells the two apart by these names.
 *
 * `data` is json, not jsonb: it keeps what was written, also the characters that jsonb refuses (\u0000, half a surrogate
 * pair), which a vendor's free text may well hold.
 */
export const createEvents = `
CREATE TABLE event_store.events (
  stream_id       text        NOT NULL,
  version         integer     NOT NULL CHECK (version >= 1),
  transaction_id  xid8        NOT NULL DEFAULT pg_current_xact_id(),
  position        bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
  event_id        uuid        NOT NULL,
  type            text        NOT NULL,
  schema_version  integer     NOT NULL,
  data            json        NOT NULL,
  subject         text        NOT NULL,
  partition_key   text        NOT NULL,
  merchant_id     text        NOT NULL,
  correlation_id  text        NOT NULL,
  causation_id    text        NOT NULL,
  occurred_at     timestamptz NOT NULL,
  recorded_at     timestamptz NOT NULL DEFAULT date_trunc('milliseconds', statement_timestamp()),
  traceparent     text,
  actor           text,
  published       boolean     NOT NULL,
  CONSTRAINT events_pkey PRIMARY KEY (stream_id, version),
  CONSTRAINT events_event_id_key UNIQUE (event_id)
)`;
