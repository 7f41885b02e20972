/**
 * $1, $2 the checkpoint, $3 the most to count. The checkpoint comes in as values, not as a subquery, so that the planner knows that it
 * is near the end. Not bounded by xmin on purpose: events that a forgotten open transaction holds back are exactly what this has to show.
 */
const readLag = (condition: string): string => `
SELECT count(*)::integer AS events,
  COALESCE(GREATEST(EXTRACT(EPOCH FROM clock_timestamp() - min(behind.recorded_at)) * 1000, 0), 0)::float8 AS age_ms
FROM (
  SELECT e.recorded_at
  FROM event_store.events e
  WHERE (e.transaction_id, e.position) > ($1::xid8, $2::bigint)${condition}
  ORDER BY e.transaction_id, e.position
  LIMIT $3
) behind`;

export const readLagOfAll = readLag('');
export const readLagOfPublished = readLag(' AND e.published');
