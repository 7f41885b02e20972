import { callRecordColumns } from './call-record-columns.js';

/** $1 status, $2 kind, $3 merchant, $4 subject, $5 lane, $6 unfinished only, $7 waiting for a person only, $8 after seq, $9 limit. */
export const listCalls = `
SELECT ${callRecordColumns}
FROM effects.calls c
WHERE ($1::text IS NULL OR c.status = $1)
  AND ($2::text IS NULL OR c.kind = $2)
  AND ($3::text IS NULL OR c.merchant_id = $3)
  AND ($4::text IS NULL OR c.subject = $4)
  AND ($5::text IS NULL OR c.lane = $5)
  AND (NOT $6::boolean OR c.settled_at IS NULL)
  AND (NOT $7::boolean OR (c.settled_at IS NULL AND c.person_asked_at IS NOT NULL))
  AND c.seq > $8::bigint
ORDER BY c.seq
LIMIT $9`;
