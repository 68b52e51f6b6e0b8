-- The practice's record and its log. practice_id stands first in every key, so that no join and no index can lead from
-- one practice into another, and any practice can be moved to another server by itself.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'holdfast_app') THEN
    CREATE ROLE holdfast_app NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOINHERIT;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL; -- another database of this server made it at the same moment
END $$;

DO $$
BEGIN
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    EXECUTE format('GRANT holdfast_app TO %I WITH SET TRUE, INHERIT FALSE', current_user);
  END IF;
END $$;

-- The row every write transaction locks first: one writer at a time, and so a log without a gap.
CREATE TABLE practice_head (
  practice_id uuid PRIMARY KEY,
  epoch uuid NOT NULL,
  seq bigint NOT NULL DEFAULT 0 CHECK (seq >= 0),
  h text NOT NULL CHECK (h ~ '^[0-9a-f]{32}$'),
  name text NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 50);

CREATE TABLE device (
  practice_id uuid NOT NULL REFERENCES practice_head (practice_id),
  device_id uuid NOT NULL,
  incarnation int NOT NULL,
  last_dseq bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (practice_id, device_id, incarnation)
);

-- What a workstation proves itself with. Only the hash of its token is here.
CREATE TABLE device_credential (
  practice_id uuid NOT NULL REFERENCES practice_head (practice_id),
  device_id uuid NOT NULL,
  token_sha bytea NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now(),
  revoked_at timestamptz,
  -- what the cloud knows of its clock: cloud minus workstation, as of its last greeting
  clock_offset_ms bigint NOT NULL DEFAULT 0,
  seen_at timestamptz,
  app text,
  PRIMARY KEY (practice_id, device_id, token_sha)
);

CREATE TABLE op_result (
  practice_id uuid NOT NULL REFERENCES practice_head (practice_id),
  op_id uuid NOT NULL,
  device_id uuid NOT NULL,
  sha text NOT NULL,
  status text NOT NULL,
  ack_seq bigint NOT NULL,
  body jsonb NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (practice_id, op_id)
);

-- What was refused, byte for byte. An op and another op under its id are two entries.
CREATE TABLE op_quarantine (
  practice_id uuid NOT NULL REFERENCES practice_head (practice_id),
  op_id uuid NOT NULL,
  reason text NOT NULL,
  payload text NOT NULL,
  payload_sha text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (practice_id, op_id, payload_sha)
);

CREATE TABLE record (
  practice_id uuid NOT NULL REFERENCES practice_head (practice_id),
  type text NOT NULL,
  id text NOT NULL,
  version int NOT NULL CHECK (version > 0),
  patient_id text,
  deleted boolean NOT NULL,
  data jsonb,
  stamp jsonb NOT NULL,
  fields jsonb NOT NULL,
  op_id uuid NOT NULL,
  PRIMARY KEY (practice_id, type, id),
  CHECK (deleted = (data IS NULL))
);
CREATE INDEX record_patient ON record (practice_id, patient_id, type) WHERE patient_id IS NOT NULL;

CREATE TABLE record_history (
  practice_id uuid NOT NULL,
  type text NOT NULL,
  id text NOT NULL,
  version int NOT NULL,
  patient_id text,
  deleted boolean NOT NULL,
  data jsonb,
  stamp jsonb NOT NULL,
  fields jsonb NOT NULL,
  op_id uuid NOT NULL,
  PRIMARY KEY (practice_id, type, id, version),
  FOREIGN KEY (practice_id, type, id) REFERENCES record (practice_id, type, id)
);

-- No writer goes past the log: a row is written by an op that this transaction has named, or not at all.
CREATE FUNCTION refuse_without_op() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF TG_OP IN ('DELETE', 'TRUNCATE') THEN
    RAISE EXCEPTION 'rows of % are never deleted', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NOT (NEW.op_id::text = ANY (string_to_array(coalesce(current_setting('app.op', true), ''), ','))) THEN
    RAISE EXCEPTION '% is written by an op only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.version <= OLD.version THEN
    RAISE EXCEPTION 'a version of % never goes back', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER record_by_op BEFORE INSERT OR UPDATE OR DELETE ON record
  FOR EACH ROW EXECUTE FUNCTION refuse_without_op();
CREATE TRIGGER record_stays BEFORE TRUNCATE ON record
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_without_op();

-- The earlier version goes into history by itself, whoever writes; the app may not write there.
CREATE FUNCTION keep_version() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO record_history (practice_id, type, id, version, patient_id, deleted, data, stamp, fields, op_id)
  SELECT practice_id, type, id, version, patient_id, deleted, data, stamp, fields, op_id FROM earlier;
  RETURN NULL;
END $$;
CREATE TRIGGER record_kept AFTER UPDATE ON record
  REFERENCING OLD TABLE AS earlier FOR EACH STATEMENT EXECUTE FUNCTION keep_version();

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  RAISE EXCEPTION '% is only added to', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER record_history_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON record_history
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- `line` is the exact text that was hashed and is sent. Its key cannot forbid a number twice, being by week: the lock
-- on practice_head does.
CREATE TABLE change_log (
  practice_id uuid NOT NULL REFERENCES practice_head (practice_id),
  seq bigint NOT NULL,
  logged_on date NOT NULL,
  tx bigint NOT NULL,
  type text NOT NULL,
  id text NOT NULL,
  patient_id text,
  op_id uuid NOT NULL,
  line text NOT NULL,
  h text NOT NULL,
  PRIMARY KEY (practice_id, seq, logged_on)
) PARTITION BY RANGE (logged_on);
CREATE TRIGGER change_log_stays BEFORE UPDATE OR DELETE ON change_log
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Second line only: the first is practice_id in every key and the practice in the credential. Nothing set, nothing seen.
CREATE FUNCTION this_practice() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog AS $$
  SELECT nullif(current_setting('app.practice_id', true), '')::uuid
$$;

DO $$
DECLARE
  each text;
BEGIN
  FOREACH each IN ARRAY ARRAY['practice_head', 'device', 'device_credential', 'op_result', 'op_quarantine', 'record',
    'record_history', 'change_log']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', each);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', each);
    EXECUTE format(
      'CREATE POLICY own_practice ON %I USING (practice_id = (SELECT this_practice())) WITH CHECK (practice_id = (SELECT this_practice()))',
      each);
  END LOOP;
END $$;

-- Heads of many practices at once, for one process to look for news for all its workstations. No patient is in them.
CREATE POLICY watched ON practice_head FOR SELECT
  USING (practice_id = ANY (string_to_array(nullif(current_setting('app.watched', true), ''), ',')::uuid[]));

-- Weeks from the present one on. Those who own the tables make them: the app may not.
CREATE FUNCTION make_log_weeks(ahead int) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public AS $$
DECLARE
  week date;
  name text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('holdfast.make_log_weeks'));
  FOR n IN 0..ahead LOOP
    week := date_trunc('week', now() AT TIME ZONE 'UTC')::date + 7 * n;
    name := 'change_log_' || to_char(week, 'IYYY"w"IW');
    IF to_regclass('public.' || name) IS NULL THEN
      EXECUTE format('CREATE TABLE public.%I PARTITION OF public.change_log FOR VALUES FROM (%L) TO (%L)', name, week, week + 7);
      -- reached by itself it shows nothing to anybody
      EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', name);
      EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', name);
    END IF;
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION make_log_weeks(int) FROM PUBLIC;

GRANT USAGE ON SCHEMA public TO holdfast_app;
GRANT SELECT, INSERT ON practice_head, device, device_credential, op_result, op_quarantine, record, change_log
  TO holdfast_app;
GRANT SELECT ON record_history TO holdfast_app;
GRANT UPDATE (epoch, seq, h) ON practice_head TO holdfast_app;
GRANT UPDATE (last_dseq) ON device TO holdfast_app;
GRANT UPDATE (revoked_at, clock_offset_ms, seen_at, app) ON device_credential TO holdfast_app;
GRANT UPDATE (sha, status, ack_seq, body, at) ON op_result TO holdfast_app;
GRANT UPDATE (version, patient_id, deleted, data, stamp, fields, op_id) ON record TO holdfast_app;
GRANT EXECUTE ON FUNCTION make_log_weeks(int) TO holdfast_app;
