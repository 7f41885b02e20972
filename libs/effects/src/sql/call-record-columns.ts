/** -infinity, “at once”, is nothing that an operator wants to read. */
export const callRecordColumns = `
  c.key, c.seq::text AS seq, c.kind, c.lane, c.merchant_id, c.subject, c.partition_key, c.payload::text AS payload_text,
  c.correlation_id, c.causation_id, c.attempt, c.sent_at, c.planned_at, c.status, c.not_before,
  CASE WHEN c.settled_at IS NULL THEN NULLIF(c.due_at, '-infinity') END AS due_at,
  c.look_ups, c.doubted_at, c.person_asked_at, c.answer, c.answered_at, c.settled_at, c.last_error, c.leased_by,
  c.leased_until`;
