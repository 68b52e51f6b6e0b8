-- Snapshots of a practice's live rows, for workstations that begin (docs/sync.md, "Hydrate"). In the database and not
-- beside it, so that every process of the cloud can serve them and a restore takes them back with the log they are of.

-- Every live row as of one point of the log.
CREATE TABLE snapshot (
  practice_id uuid NOT NULL REFERENCES practice_head (practice_id),
  snapshot_id uuid NOT NULL,
  epoch uuid NOT NULL,
  seq bigint NOT NULL CHECK (seq >= 0),
  h text NOT NULL CHECK (h ~ '^[0-9a-f]{32}$'),
  made_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (practice_id, snapshot_id)
);

-- Its parts as they are sent: NDJSON, compressed with zstd. `sha256` and `bytes` are of `body`.
CREATE TABLE snapshot_segment (
  practice_id uuid NOT NULL,
  snapshot_id uuid NOT NULL,
  n int NOT NULL CHECK (n >= 0),
  scope text NOT NULL CHECK (scope IN ('core', 'charts')),
  rows int NOT NULL,
  bytes int NOT NULL,
  sha256 text NOT NULL,
  body bytea NOT NULL,
  PRIMARY KEY (practice_id, snapshot_id, n),
  FOREIGN KEY (practice_id, snapshot_id) REFERENCES snapshot (practice_id, snapshot_id)
);
-- compressed already; and a part of it can be read without the rest
ALTER TABLE snapshot_segment ALTER COLUMN body SET STORAGE EXTERNAL;

DO $$
DECLARE
  each text;
BEGIN
  FOREACH each IN ARRAY ARRAY['snapshot', 'snapshot_segment']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', each);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', each);
    EXECUTE format(
      'CREATE POLICY own_practice ON %I USING (practice_id = (SELECT this_practice())) WITH CHECK (practice_id = (SELECT this_practice()))',
      each);
  END LOOP;
END $$;

-- made and removed, never changed
GRANT SELECT, INSERT, DELETE ON snapshot, snapshot_segment TO holdfast_app;
