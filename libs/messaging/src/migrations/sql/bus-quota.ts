/**
 * How many partitions of each topic a member may own: an even share, the remainder to the members of the lowest rank.
 * The rank starts at another member for every topic, so that one member does not get the remainder of all of them.
 */
export const busQuota = /* sql */ `
CREATE FUNCTION bus.quota(_group text, _member uuid, _topics text[])
RETURNS TABLE (topic text, quota bigint) LANGUAGE sql STABLE AS $$
  SELECT t.name, t.partitions / peers.members
         + CASE WHEN (peers.rank + peers.shift) % peers.members < t.partitions % peers.members THEN 1 ELSE 0 END
    FROM (
      SELECT wanted.topic, wanted.shift, count(*) AS members, count(*) FILTER (WHERE m.member_id < _member) AS rank
        FROM unnest(_topics) WITH ORDINALITY AS wanted (topic, shift)
        JOIN bus.member m ON m.group_name = _group AND wanted.topic = ANY (m.topics)
       GROUP BY wanted.topic, wanted.shift
    ) peers
    JOIN bus.topic t ON t.name = peers.topic
$$;
`;
