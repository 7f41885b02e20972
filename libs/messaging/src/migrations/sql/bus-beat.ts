/**
 * One heartbeat of a member: says that it lives, buries members that do not, takes its fair share of the partitions that
 * nobody alive owns, and tells what it owns. What it owns above its share comes back as surplus: the member ends the work
 * on it, commits and releases. One member of a group at a time; other groups are not concerned.
 */
export const busBeat = /* sql */ `
CREATE FUNCTION bus.beat(_group text, _member uuid, _topics text[], _session interval)
RETURNS TABLE (topic text, partition integer, epoch bigint, committed_offset bigint, surplus boolean)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  newcomer boolean;
  buried   integer;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('bus.group ' || _group, 0));

  UPDATE bus.member SET expires_at = clock_timestamp() + _session, topics = _topics
   WHERE group_name = _group AND member_id = _member;
  newcomer := NOT FOUND;
  IF newcomer THEN
    INSERT INTO bus.member VALUES (_group, _member, _topics, clock_timestamp() + _session);
  END IF;
  DELETE FROM bus.member WHERE group_name = _group AND expires_at < clock_timestamp();
  GET DIAGNOSTICS buried = ROW_COUNT;
  IF newcomer OR buried > 0 THEN
    PERFORM pg_notify('backhaul_bus', 'group ' || _group);
  END IF;

  INSERT INTO bus.assignment (group_name, topic, partition)
  SELECT _group, p.topic, p.partition FROM bus.partition p
   WHERE p.topic = ANY (_topics)
     AND NOT EXISTS (SELECT FROM bus.assignment a
                      WHERE a.group_name = _group AND a.topic = p.topic AND a.partition = p.partition);

  WITH room AS (
    SELECT q.topic, q.quota - count(a.partition) AS places
      FROM bus.quota(_group, _member, _topics) q
      LEFT JOIN bus.assignment a ON a.group_name = _group AND a.topic = q.topic AND a.owner = _member
     GROUP BY q.topic, q.quota
  ), free AS (
    SELECT a.topic, a.partition, row_number() OVER (PARTITION BY a.topic ORDER BY a.partition) AS nth
      FROM bus.assignment a
     WHERE a.group_name = _group AND a.topic = ANY (_topics)
       AND NOT EXISTS (SELECT FROM bus.member m WHERE m.group_name = _group AND m.member_id = a.owner)
  )
  UPDATE bus.assignment a SET owner = _member, epoch = a.epoch + 1
    FROM free JOIN room USING (topic)
   WHERE free.nth <= room.places
     AND a.group_name = _group AND a.topic = free.topic AND a.partition = free.partition;

  RETURN QUERY
  SELECT a.topic, a.partition, a.epoch, a.committed_offset,
         row_number() OVER (PARTITION BY a.topic ORDER BY a.partition) > coalesce(q.quota, 0)
    FROM bus.assignment a
    LEFT JOIN bus.quota(_group, _member, _topics) q ON q.topic = a.topic
   WHERE a.group_name = _group AND a.owner = _member;
END $$;
`;
