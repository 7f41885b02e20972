/**
 * Publishes only for the last publisher of a name. The row is locked until the commit: a new publisher waits for what is being
 * written, and what comes after it finds another epoch, however long it was on its way.
 */
export const busPublishAs = /* sql */ `
CREATE FUNCTION bus.publish_as(_publisher text, _epoch bigint, _topic text, _partitions integer[], _keys text[],
  _headers json[], _values text[])
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM bus.publisher WHERE name = _publisher AND epoch = _epoch FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'publisher % was replaced', _publisher USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  PERFORM bus.publish(_topic, _partitions, _keys, _headers, _values);
END $$;
`;
