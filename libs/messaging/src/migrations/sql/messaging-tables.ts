/** Inbox, parked messages and webhook intake; in the database of each service, beside its events. */
export const messagingTables = /* sql */ `
CREATE SCHEMA messaging;

-- what a group has dealt with. The key holds message *and* group: two groups in one database do not hide messages from each other.
CREATE TABLE messaging.inbox (
  consumer_group text        NOT NULL,
  message_id     text        NOT NULL,
  handled_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (consumer_group, message_id)
);
CREATE INDEX inbox_by_age ON messaging.inbox USING brin (handled_at);

-- failed: its own handling failed for good; queued: waits behind a failed one of its key; then replayed or discarded, and kept as the record of it
CREATE TABLE messaging.parked (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  consumer_group text        NOT NULL,
  key            text        NOT NULL,
  topic          text        NOT NULL,
  partition      integer     NOT NULL,
  "offset"       bigint      NOT NULL,
  message_id     text,
  type           text,
  headers        json        NOT NULL,
  value          text        NOT NULL,
  status         text        NOT NULL CHECK (status IN ('failed', 'queued', 'replayed', 'discarded')),
  reason_code    text        NOT NULL,
  reason         text        NOT NULL,
  attempts       integer     NOT NULL DEFAULT 0,
  parked_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
  last_attempt_at timestamptz,
  closed_at      timestamptz,
  closed_by      text,
  closed_reason  text,
  UNIQUE (consumer_group, topic, partition, "offset")
);
CREATE INDEX parked_open_by_key ON messaging.parked (consumer_group, key, id) WHERE status IN ('failed', 'queued');

CREATE TABLE messaging.intake (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source       text        NOT NULL,
  merchant_id  text        NOT NULL,
  dedupe_key   text        NOT NULL,
  lane         text        NOT NULL,
  headers      json        NOT NULL,
  body         bytea       NOT NULL, -- the bytes as they came: the signature was made over them
  status       text        NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'done', 'parked', 'discarded')),
  attempts     integer     NOT NULL DEFAULT 0,
  available_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  lease_owner  uuid,
  lease_until  timestamptz,
  reason_code  text,
  reason       text,
  received_at  timestamptz NOT NULL,
  closed_at    timestamptz,
  closed_by    text,
  closed_reason text,
  CONSTRAINT intake_once UNIQUE (source, merchant_id, dedupe_key)
);
CREATE INDEX intake_waiting ON messaging.intake (id) WHERE status = 'waiting';
CREATE INDEX intake_waiting_lane ON messaging.intake (source, merchant_id, lane, id) WHERE status = 'waiting';
CREATE INDEX intake_parked ON messaging.intake (id) WHERE status = 'parked';
`;
