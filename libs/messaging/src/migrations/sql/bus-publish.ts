/**
 * Appends messages in one round trip. The rows of the partitions are locked in the order of their numbers, so two
 * publishers never wait for each other in a circle, and until the commit, so offsets have no gaps and become visible in
 * their own order: a reader that has seen offset 7 can never meet a 6 later.
 */
export const busPublish = /* sql */ `
CREATE FUNCTION bus.publish(_topic text, _partitions integer[], _keys text[], _headers json[], _values text[])
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  slot    record;
  written bigint;
  total   bigint := 0;
BEGIN
  FOR slot IN
    SELECT p.partition, p.next_offset FROM bus.partition p
     WHERE p.topic = _topic AND p.partition = ANY (_partitions)
     ORDER BY p.partition FOR UPDATE
  LOOP
    INSERT INTO bus.message (topic, partition, "offset", key, headers, value)
    SELECT _topic, slot.partition, slot.next_offset + row_number() OVER (ORDER BY m.nth) - 1, m.key, m.headers, m.value
      FROM unnest(_partitions, _keys, _headers, _values) WITH ORDINALITY AS m (partition, key, headers, value, nth)
     WHERE m.partition = slot.partition;
    GET DIAGNOSTICS written = ROW_COUNT;
    UPDATE bus.partition SET next_offset = slot.next_offset + written
     WHERE topic = _topic AND partition = slot.partition;
    total := total + written;
  END LOOP;
  IF total <> cardinality(_partitions) THEN
    RAISE EXCEPTION 'topic % lacks some of the partitions', _topic USING ERRCODE = 'undefined_object';
  END IF;
  PERFORM pg_notify('backhaul_bus', 'topic ' || _topic);
END $$;
`;
