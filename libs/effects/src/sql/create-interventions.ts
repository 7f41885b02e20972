/** What people did to calls: who, when, why. */
export const createInterventions = `
CREATE TABLE effects.interventions (
  id             bigint      NOT NULL GENERATED ALWAYS AS IDENTITY CONSTRAINT interventions_pkey PRIMARY KEY,
  call_key       text        NOT NULL CONSTRAINT interventions_call_fkey REFERENCES effects.calls (key),
  action         text        NOT NULL,
  by_person      text        NOT NULL,
  reason         text        NOT NULL,
  status_before  text        NOT NULL,
  at             timestamptz NOT NULL DEFAULT date_trunc('milliseconds', statement_timestamp())
)`;
