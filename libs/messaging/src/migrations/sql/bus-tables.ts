/** The tables of the bus on Postgres. The database holds nothing else. */
export const busTables = /* sql */ `
CREATE SCHEMA bus;

CREATE TABLE bus.topic (
  name       text PRIMARY KEY,
  partitions integer NOT NULL CHECK (partitions > 0)
);

-- one row per partition; its lock is what makes offsets contiguous and visible in their own order
CREATE TABLE bus.partition (
  topic       text    NOT NULL REFERENCES bus.topic (name) ON DELETE CASCADE,
  partition   integer NOT NULL,
  next_offset bigint  NOT NULL DEFAULT 0,
  PRIMARY KEY (topic, partition)
) WITH (fillfactor = 50);

CREATE TABLE bus.message (
  topic        text        NOT NULL,
  partition    integer     NOT NULL,
  "offset"     bigint      NOT NULL,
  key          text        NOT NULL,
  headers      json        NOT NULL, -- json, not jsonb: jsonb refuses an escaped NUL, which a vendor's text may hold
  value        text        NOT NULL,
  published_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (topic, partition, "offset"),
  FOREIGN KEY (topic) REFERENCES bus.topic (name) ON DELETE CASCADE
);

CREATE TABLE bus.member (
  group_name text        NOT NULL,
  member_id  uuid        NOT NULL,
  topics     text[]      NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (group_name, member_id)
) WITH (fillfactor = 50);

-- who works on a partition for a group, and up to where the group has read it; a new group starts at 0.
-- The lease is the owner's: it lasts as long as the member's row. The epoch grows with every owner and fences the one before.
CREATE TABLE bus.assignment (
  group_name       text    NOT NULL,
  topic            text    NOT NULL,
  partition        integer NOT NULL,
  committed_offset bigint  NOT NULL DEFAULT 0,
  owner            uuid,
  epoch            bigint  NOT NULL DEFAULT 0,
  PRIMARY KEY (group_name, topic, partition),
  FOREIGN KEY (topic, partition) REFERENCES bus.partition (topic, partition) ON DELETE CASCADE
) WITH (fillfactor = 50);
`;
