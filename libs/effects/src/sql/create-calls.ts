/**
 * One row is one call that changes another system, from the decision to its end (`settled_at`).
 *
 * - `payload` is json, not jsonb: a second attempt has to send the very bytes of the first.
 * - `due_at` is -infinity for “at once”: planning then needs no clock, so a runner with another clock still finds the call.
 * - `claim` counts who took the row: an update of somebody whose lease ran out names an old claim and touches nothing.
 * - `attempt` counts sends: an answer belongs to one of them.
 */
export const createCalls = `
CREATE TABLE effects.calls (
  key              text        NOT NULL CONSTRAINT calls_pkey PRIMARY KEY,
  seq              bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
  kind             text        NOT NULL,
  lane             text        NOT NULL,
  merchant_id      text        NOT NULL,
  subject          text        NOT NULL,
  partition_key    text        NOT NULL,
  payload          json        NOT NULL,
  fingerprint      text        NOT NULL,
  correlation_id   text        NOT NULL,
  causation_id     text        NOT NULL,
  planned_at       timestamptz NOT NULL DEFAULT date_trunc('milliseconds', statement_timestamp()),
  not_before       timestamptz,
  status           text        NOT NULL DEFAULT 'planned' CONSTRAINT calls_status_check
                   CHECK (status IN ('planned', 'sent', 'in-doubt', 'answered', 'confirmed', 'refused')),
  due_at           timestamptz NOT NULL DEFAULT '-infinity',
  claim            bigint      NOT NULL DEFAULT 0,
  leased_by        text,
  leased_until     timestamptz,
  attempt          integer     NOT NULL DEFAULT 0,
  sent_at          timestamptz,
  doubted_at       timestamptz,
  look_ups         integer     NOT NULL DEFAULT 0,
  person_asked_at  timestamptz,
  answer           json,
  answered_at      timestamptz,
  settle_failures  integer     NOT NULL DEFAULT 0,
  settled_at       timestamptz,
  last_error       text,
  CONSTRAINT calls_end_check CHECK ((settled_at IS NOT NULL) = (status IN ('confirmed', 'refused')))
)`;
