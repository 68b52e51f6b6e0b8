-- What workstations have audited, as they have chained it, and a tree over all of it that anybody can be shown to go on
-- (docs/audit.md). Entries, nodes and what was signed are only added to.

-- The tree of a practice: its size and right edge. The row every writer of the practice's audit locks first. What is written
-- often refers to it and not to the head of the practice, which would hold up who writes the record.
CREATE TABLE audit_tree (
  practice_id uuid PRIMARY KEY REFERENCES practice_head (practice_id),
  size bigint NOT NULL DEFAULT 0 CHECK (size >= 0),
  edge text[] NOT NULL DEFAULT '{}'
);

-- One epoch of one workstation's log. Its keys lie sealed with a key that is not in the database.
CREATE TABLE audit_log (
  practice_id uuid NOT NULL REFERENCES audit_tree (practice_id),
  device_id uuid NOT NULL,
  log_epoch int NOT NULL CHECK (log_epoch > 0),
  -- the number of its first entry and the hash before it; the entry up to which it was in the workstation's own hands
  first bigint NOT NULL CHECK (first > 0),
  prev text NOT NULL CHECK (prev ~ '^[0-9a-f]{64}$'),
  up_to bigint NOT NULL,
  why text NOT NULL,
  first_key bytea NOT NULL,
  -- where it stands, and the key of the next entry
  n bigint NOT NULL,
  h text NOT NULL CHECK (h ~ '^[0-9a-f]{64}$'),
  next_key bytea NOT NULL,
  begun_at timestamptz NOT NULL DEFAULT now(),
  last_at timestamptz,
  -- another epoch has begun, or another history of this one was seen
  closed_at timestamptz,
  PRIMARY KEY (practice_id, device_id, log_epoch)
);

CREATE TABLE audit_event (
  practice_id uuid NOT NULL,
  device_id uuid NOT NULL,
  log_epoch int NOT NULL,
  n bigint NOT NULL,
  -- its place in the tree of the practice
  leaf bigint NOT NULL CHECK (leaf >= 0),
  h text NOT NULL,
  mac text NOT NULL,
  -- the text that was hashed; what stands beside it is read out of it
  entry text NOT NULL,
  at timestamptz NOT NULL,
  subject text,
  op_id text,
  received_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (practice_id, device_id, log_epoch, n),
  UNIQUE (practice_id, leaf),
  FOREIGN KEY (practice_id, device_id, log_epoch) REFERENCES audit_log (practice_id, device_id, log_epoch)
);
CREATE INDEX audit_event_op ON audit_event (practice_id, op_id) WHERE op_id IS NOT NULL;
CREATE INDEX audit_event_at ON audit_event (practice_id, at);
CREATE INDEX audit_event_subject ON audit_event (practice_id, subject, at) WHERE subject IS NOT NULL;

-- Entries of a history that another one took the place of: evidence, kept as it came.
CREATE TABLE audit_stray (
  practice_id uuid NOT NULL REFERENCES audit_tree (practice_id),
  device_id uuid NOT NULL,
  log_epoch int NOT NULL,
  n bigint NOT NULL,
  h text NOT NULL,
  mac text NOT NULL,
  entry text NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (practice_id, device_id, log_epoch, n, h)
);

-- Hashes of full subtrees of 256, 65536 ... leaves: what lies between is hashed anew when it is asked for.
CREATE TABLE audit_node (
  practice_id uuid NOT NULL REFERENCES audit_tree (practice_id),
  level int NOT NULL CHECK (level > 0),
  idx bigint NOT NULL,
  hash text NOT NULL,
  PRIMARY KEY (practice_id, level, idx)
);

-- What was signed: a workstation has it and can show it.
CREATE TABLE audit_receipt (
  practice_id uuid NOT NULL,
  device_id uuid NOT NULL,
  log_epoch int NOT NULL,
  n bigint NOT NULL,
  nonce text NOT NULL,
  size bigint NOT NULL,
  root text NOT NULL,
  at timestamptz NOT NULL,
  receipt text NOT NULL,
  sig text NOT NULL,
  PRIMARY KEY (practice_id, device_id, nonce),
  FOREIGN KEY (practice_id, device_id, log_epoch) REFERENCES audit_log (practice_id, device_id, log_epoch)
);
CREATE INDEX audit_receipt_size ON audit_receipt (practice_id, size);

-- What workstations have signed with the key of their certificate, and that certificate (DER).
CREATE TABLE audit_checkpoint (
  practice_id uuid NOT NULL,
  device_id uuid NOT NULL,
  log_epoch int NOT NULL,
  n bigint NOT NULL,
  h text NOT NULL,
  said text NOT NULL,
  sig text NOT NULL,
  cert bytea NOT NULL,
  PRIMARY KEY (practice_id, device_id, log_epoch, n),
  FOREIGN KEY (practice_id, device_id, log_epoch) REFERENCES audit_log (practice_id, device_id, log_epoch)
);

CREATE TABLE audit_alarm (
  practice_id uuid NOT NULL REFERENCES practice_head (practice_id),
  alarm_id uuid NOT NULL DEFAULT gen_random_uuid(),
  kind text NOT NULL,
  device_id uuid NOT NULL,
  log_epoch int,
  n bigint,
  at timestamptz NOT NULL DEFAULT now(),
  settled_at timestamptz,
  settled_by uuid,
  reason text,
  PRIMARY KEY (practice_id, alarm_id)
);
-- one of a kind at a time
CREATE UNIQUE INDEX audit_alarm_open ON audit_alarm (practice_id, device_id, kind) WHERE settled_at IS NULL;

-- When a workstation last sent its work: one that does and whose log is silent is an alarm.
ALTER TABLE device ADD COLUMN pushed_at timestamptz;
GRANT UPDATE (pushed_at) ON device TO holdfast_app;

DO $$
DECLARE
  each text;
BEGIN
  FOREACH each IN ARRAY ARRAY['audit_event', 'audit_stray', 'audit_node', 'audit_receipt', 'audit_checkpoint'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
      each || '_stays', each);
  END LOOP;
  FOREACH each IN ARRAY ARRAY['audit_log', 'audit_event', 'audit_stray', 'audit_tree', 'audit_node', 'audit_receipt',
    'audit_checkpoint', 'audit_alarm']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', each);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', each);
    EXECUTE format(
      'CREATE POLICY own_practice ON %I USING (practice_id = (SELECT this_practice())) WITH CHECK (practice_id = (SELECT this_practice()))',
      each);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO holdfast_app', each);
  END LOOP;
END $$;
GRANT UPDATE (n, h, next_key, last_at, closed_at) ON audit_log TO holdfast_app;
GRANT UPDATE (size, edge) ON audit_tree TO holdfast_app;
GRANT UPDATE (settled_at, settled_by, reason) ON audit_alarm TO holdfast_app;

-- A tree grows; a log goes on.
CREATE FUNCTION refuse_audit_back() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF TG_OP <> 'UPDATE' THEN
    RAISE EXCEPTION '% is only added to', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF (TG_TABLE_NAME = 'audit_tree' AND (to_jsonb(NEW)->>'size')::bigint < (to_jsonb(OLD)->>'size')::bigint)
    OR (TG_TABLE_NAME = 'audit_log' AND (to_jsonb(NEW)->>'n')::bigint < (to_jsonb(OLD)->>'n')::bigint) THEN
    RAISE EXCEPTION '% never goes back', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER audit_tree_grows BEFORE UPDATE OR DELETE ON audit_tree FOR EACH ROW EXECUTE FUNCTION refuse_audit_back();
CREATE TRIGGER audit_log_goes_on BEFORE UPDATE OR DELETE ON audit_log FOR EACH ROW EXECUTE FUNCTION refuse_audit_back();
