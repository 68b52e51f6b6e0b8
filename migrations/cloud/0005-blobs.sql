-- The bytes of documents. In the database and not beside it: every process of the cloud serves them, row-level security holds
-- them, and a restore takes them back with the log that says they are here (docs/adr/0012-blobs-in-the-database.md).

-- `sha256` is of the whole. Not stored yet: chunks of it come, from one workstation or from several.
CREATE TABLE blob (
  practice_id uuid NOT NULL REFERENCES practice_head (practice_id),
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bigint NOT NULL CHECK (bytes > 0),
  touched_at timestamptz NOT NULL DEFAULT now(),
  -- verified as a whole, and said in the log in the same transaction
  stored_at timestamptz,
  PRIMARY KEY (practice_id, sha256)
);
CREATE INDEX blob_unfinished ON blob (practice_id, touched_at) WHERE stored_at IS NULL;

CREATE TABLE blob_chunk (
  practice_id uuid NOT NULL,
  sha256 text NOT NULL,
  n int NOT NULL CHECK (n >= 0),
  chunk_sha text NOT NULL CHECK (chunk_sha ~ '^[0-9a-f]{64}$'),
  body bytea NOT NULL,
  PRIMARY KEY (practice_id, sha256, n),
  FOREIGN KEY (practice_id, sha256) REFERENCES blob (practice_id, sha256)
);
-- scans and photos are compressed already; and a part of one can be read without the rest
ALTER TABLE blob_chunk ALTER COLUMN body SET STORAGE EXTERNAL;

-- What the log says is here stays here, as it was verified.
CREATE FUNCTION refuse_stored_blob() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  changed record;
BEGIN
  changed := CASE WHEN TG_OP = 'INSERT' THEN NEW ELSE OLD END;
  IF EXISTS (SELECT FROM blob b WHERE b.practice_id = changed.practice_id AND b.sha256 = changed.sha256
      AND b.stored_at IS NOT NULL) THEN
    RAISE EXCEPTION 'a stored blob stays as it is' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER blob_stays BEFORE UPDATE OR DELETE ON blob
  FOR EACH ROW EXECUTE FUNCTION refuse_stored_blob();
CREATE TRIGGER blob_chunk_stays BEFORE INSERT OR UPDATE OR DELETE ON blob_chunk
  FOR EACH ROW EXECUTE FUNCTION refuse_stored_blob();
CREATE TRIGGER blob_not_emptied BEFORE TRUNCATE ON blob
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER blob_chunk_not_emptied BEFORE TRUNCATE ON blob_chunk
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

DO $$
DECLARE
  each text;
BEGIN
  FOREACH each IN ARRAY ARRAY['blob', 'blob_chunk']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', each);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', each);
    EXECUTE format(
      'CREATE POLICY own_practice ON %I USING (practice_id = (SELECT this_practice())) WITH CHECK (practice_id = (SELECT this_practice()))',
      each);
  END LOOP;
END $$;

GRANT SELECT, INSERT, DELETE ON blob, blob_chunk TO holdfast_app;
GRANT UPDATE (bytes, touched_at, stored_at) ON blob TO holdfast_app;
GRANT UPDATE (chunk_sha, body) ON blob_chunk TO holdfast_app;
