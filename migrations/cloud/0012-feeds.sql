-- How far each feed of the audit has told each practice's entries (docs/cloud.md, "Feeds"). The entries themselves are what waits.
CREATE TABLE audit_feed (
  practice_id uuid NOT NULL REFERENCES practice_head (practice_id),
  feed text NOT NULL CHECK (length(feed) BETWEEN 1 AND 40),
  -- the last leaf of the practice's tree that was told; -1 before the first
  leaf bigint NOT NULL DEFAULT -1,
  -- the process that tells now: one at a time, until it has said nothing for a while
  held_by uuid,
  held_until timestamptz,
  PRIMARY KEY (practice_id, feed)
);

-- Alarms that were told, and that they are settled. They come in no order that could be counted.
CREATE TABLE audit_feed_alarm (
  practice_id uuid NOT NULL REFERENCES practice_head (practice_id),
  feed text NOT NULL,
  alarm_id uuid NOT NULL,
  what text NOT NULL CHECK (what IN ('raised', 'settled')),
  PRIMARY KEY (practice_id, feed, alarm_id, what)
);

DO $$
DECLARE
  each text;
BEGIN
  FOREACH each IN ARRAY ARRAY['audit_feed', 'audit_feed_alarm'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', each);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', each);
    EXECUTE format(
      'CREATE POLICY own_practice ON %I USING (practice_id = (SELECT this_practice())) WITH CHECK (practice_id = (SELECT this_practice()))',
      each);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO holdfast_app', each);
  END LOOP;
END $$;
GRANT UPDATE (leaf, held_by, held_until) ON audit_feed TO holdfast_app;
