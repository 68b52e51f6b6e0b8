-- What is older than the hot weeks of the log: stretches of it, compressed, each proven against the chain (docs/sync.md,
-- "The log grows old"). A week of change_log goes only when every line of it stands in segments that were read back.

CREATE TABLE log_segment (
  practice_id uuid NOT NULL REFERENCES practice_head (practice_id),
  from_seq bigint NOT NULL CHECK (from_seq > 0),
  to_seq bigint NOT NULL CHECK (to_seq >= from_seq),
  -- the chain's hash before its first line and after its last
  h_before text NOT NULL CHECK (h_before ~ '^[0-9a-f]{32}$'),
  h_end text NOT NULL CHECK (h_end ~ '^[0-9a-f]{32}$'),
  -- the day its last line was written on
  last_on date NOT NULL,
  compacted boolean NOT NULL DEFAULT false,
  lines int NOT NULL CHECK (lines > 0),
  -- of a compacted one: SHA-256 of each line that is left out, in their order
  left_out bytea,
  -- NDJSON of its lines, compressed with zstd, and the SHA-256 of that
  body bytea NOT NULL,
  sha256 text NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now(),
  -- when it was read back, and every line of it hashed to the chain
  verified_at timestamptz,
  PRIMARY KEY (practice_id, from_seq),
  CHECK (compacted OR left_out IS NULL),
  CHECK (coalesce(length(left_out), 0) = 32 * (to_seq - from_seq + 1 - lines))
);
ALTER TABLE log_segment ALTER COLUMN body SET STORAGE EXTERNAL;
ALTER TABLE log_segment ENABLE ROW LEVEL SECURITY;
ALTER TABLE log_segment FORCE ROW LEVEL SECURITY;
CREATE POLICY own_practice ON log_segment
  USING (practice_id = (SELECT this_practice())) WITH CHECK (practice_id = (SELECT this_practice()));

-- Each goes on where the one before ends: a segment that leaves a number out, or hashes to another chain, is none.
CREATE FUNCTION refuse_segment_gap() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  last record;
BEGIN
  SELECT to_seq, h_end INTO last FROM log_segment
  WHERE practice_id = NEW.practice_id ORDER BY from_seq DESC LIMIT 1;
  IF coalesce(last.to_seq, 0) + 1 <> NEW.from_seq OR coalesce(last.h_end, NEW.h_before) <> NEW.h_before THEN
    RAISE EXCEPTION 'a segment goes on where the last one ended' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER log_segment_goes_on BEFORE INSERT ON log_segment
  FOR EACH ROW EXECUTE FUNCTION refuse_segment_gap();

-- The app adds segments and says of one that it was read back. It changes and removes none.
GRANT SELECT, INSERT ON log_segment TO holdfast_app;
GRANT UPDATE (verified_at) ON log_segment TO holdfast_app;

-- One range in place of the segments it is made of: those from `first_seq` to `last_seq` without a gap, each read back, all older than `older_than`.
CREATE FUNCTION compact_segments(
  first_seq bigint, last_seq bigint, older_than date, new_lines int, new_left bytea, new_body bytea, new_sha text
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  mine uuid := this_practice();
  old record;
BEGIN
  SELECT min(from_seq) AS first, max(to_seq) AS last, sum(to_seq - from_seq + 1) AS numbers, max(last_on) AS last_on,
    bool_and(NOT compacted AND verified_at IS NOT NULL AND last_on < older_than) AS ready
  INTO old FROM log_segment WHERE practice_id = mine AND from_seq BETWEEN first_seq AND last_seq;
  IF old.ready IS NOT TRUE OR old.first <> first_seq OR old.last <> last_seq OR old.numbers <> last_seq - first_seq + 1 THEN
    RAISE EXCEPTION 'these segments are not to be compacted' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  UPDATE log_segment SET compacted = true, to_seq = last_seq, last_on = old.last_on, lines = new_lines, left_out = new_left,
    body = new_body, sha256 = new_sha, made_at = now(), verified_at = NULL,
    h_end = (SELECT s.h_end FROM log_segment s WHERE s.practice_id = mine AND s.to_seq = last_seq)
  WHERE practice_id = mine AND from_seq = first_seq;
  DELETE FROM log_segment WHERE practice_id = mine AND from_seq > first_seq AND from_seq <= last_seq;
END $$;

-- Removes the segments whose last line is older than a day, from the first one on. The newest stays whatever its age: the next goes on from it.
CREATE FUNCTION expire_segments(older_than date) RETURNS int LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public AS $$
DECLARE
  mine uuid := this_practice();
  gone int;
BEGIN
  DELETE FROM log_segment WHERE practice_id = mine
    AND from_seq < (SELECT max(from_seq) FROM log_segment WHERE practice_id = mine)
    AND from_seq < coalesce((SELECT min(from_seq) FROM log_segment WHERE practice_id = mine AND last_on >= older_than), from_seq + 1);
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;

-- Those who own the tables may see which practices there are, and what a week holds: for what follows, and no more.
DO $$
DECLARE
  week regclass;
BEGIN
  EXECUTE format('CREATE POLICY by_owner ON practice_head FOR SELECT TO %I USING (true)', current_user);
  FOR week IN SELECT inhrelid FROM pg_inherits WHERE inhparent = 'public.change_log'::regclass LOOP
    EXECUTE format('CREATE POLICY by_owner ON %s FOR SELECT TO %I USING (true)', week, current_user);
  END LOOP;
END $$;

-- Ids of practices in their order, so many at a time; no row of any.
CREATE FUNCTION practices_after(after uuid, most int) RETURNS SETOF uuid LANGUAGE sql SECURITY DEFINER
  SET search_path = pg_catalog, public AS $$
  SELECT practice_id FROM practice_head WHERE after IS NULL OR practice_id > after ORDER BY practice_id LIMIT most
$$;

-- Weeks from that of `today` on; `today` is the database's own day but where somebody tries what months do.
CREATE FUNCTION make_log_weeks(ahead int, today date) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public AS $$
DECLARE
  week date;
  name text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('holdfast.make_log_weeks'));
  FOR n IN 0..ahead LOOP
    week := date_trunc('week', today)::date + 7 * n;
    name := 'change_log_' || to_char(week, 'IYYY"w"IW');
    IF to_regclass('public.' || name) IS NULL THEN
      EXECUTE format('CREATE TABLE public.%I PARTITION OF public.change_log FOR VALUES FROM (%L) TO (%L)', name, week, week + 7);
      -- reached by itself it shows nothing to anybody but those who drop it
      EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', name);
      EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', name);
      EXECUTE format('CREATE POLICY by_owner ON public.%I FOR SELECT TO %I USING (true)', name, current_user);
    END IF;
  END LOOP;
END $$;
-- a process of the version before, while both run
CREATE OR REPLACE FUNCTION make_log_weeks(ahead int) RETURNS void LANGUAGE sql SECURITY DEFINER
  SET search_path = pg_catalog, public AS $$
  SELECT make_log_weeks(ahead, (now() AT TIME ZONE 'UTC')::date)
$$;

-- Drops a week of the log if every practice's lines in it stand in segments that were read back. False, and nothing done, where one does not.
CREATE FUNCTION drop_log_week(week date) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public SET lock_timeout = '2s' AS $$
DECLARE
  name text := 'change_log_' || to_char(date_trunc('week', week), 'IYYY"w"IW');
  practice uuid;
  first bigint;
  last bigint;
  seen boolean := false;
  covered boolean;
BEGIN
  IF to_regclass('public.' || name) IS NULL THEN
    RETURN false;
  END IF;
  -- from here on nobody adds to it; it is read on
  EXECUTE format('LOCK TABLE ONLY public.%I IN SHARE MODE', name);
  -- practice by practice, as the week itself has them: a skip from each to the next, and two looks at its numbers
  EXECUTE format('SELECT practice_id FROM public.%I ORDER BY practice_id LIMIT 1', name) INTO practice;
  WHILE practice IS NOT NULL LOOP
    seen := true;
    PERFORM set_config('app.practice_id', practice::text, true);
    EXECUTE format('SELECT min(seq), max(seq) FROM public.%I WHERE practice_id = $1', name) INTO first, last USING practice;
    SELECT bool_and(verified_at IS NOT NULL) AND min(from_seq) <= first AND max(to_seq) >= last INTO covered
    FROM log_segment WHERE practice_id = practice AND from_seq <= last AND to_seq >= first;
    IF covered IS NOT TRUE THEN
      PERFORM set_config('app.practice_id', '', true);
      RETURN false;
    END IF;
    EXECUTE format('SELECT practice_id FROM public.%I WHERE practice_id > $1 ORDER BY practice_id LIMIT 1', name)
      INTO practice USING practice;
  END LOOP;
  PERFORM set_config('app.practice_id', '', true);
  -- bytes and not a row to be seen: whoever owns the tables now may not look, and so may not drop
  IF NOT seen AND pg_relation_size(format('public.%I', name)::regclass) > 0 THEN
    RETURN false;
  END IF;
  -- in the order in which everybody who writes takes them
  LOCK TABLE practice_head, change_log IN ACCESS EXCLUSIVE MODE;
  EXECUTE format('DROP TABLE public.%I', name);
  RETURN true;
END $$;

REVOKE ALL ON FUNCTION compact_segments(bigint, bigint, date, int, bytea, bytea, text), expire_segments(date),
  practices_after(uuid, int), make_log_weeks(int, date), drop_log_week(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION compact_segments(bigint, bigint, date, int, bytea, bytea, text), expire_segments(date),
  practices_after(uuid, int), make_log_weeks(int, date), drop_log_week(date) TO holdfast_app;
