-- Entries of the audit that were let go by policy (docs/retention.md). The text of an entry goes; its number, hash, code and place in
-- the tree stay, so that chain and tree can be proven as before.

-- What the cloud has signed when it let entries go: which, on whose word, and what they hash to.
CREATE TABLE audit_purge (
  practice_id uuid NOT NULL REFERENCES audit_tree (practice_id),
  purge_id uuid NOT NULL,
  list_id uuid NOT NULL,
  said text NOT NULL,
  sig text NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (practice_id, purge_id),
  UNIQUE (practice_id, list_id)
);
CREATE TRIGGER audit_purge_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_purge
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE audit_purge ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_purge FORCE ROW LEVEL SECURITY;
CREATE POLICY own_practice ON audit_purge USING (practice_id = (SELECT this_practice()))
  WITH CHECK (practice_id = (SELECT this_practice()));
GRANT SELECT, INSERT ON audit_purge TO holdfast_app;

ALTER TABLE audit_event ADD COLUMN purge_id uuid;
ALTER TABLE audit_event ADD FOREIGN KEY (practice_id, purge_id) REFERENCES audit_purge (practice_id, purge_id);
CREATE INDEX audit_event_gone ON audit_event (practice_id, purge_id, leaf) WHERE purge_id IS NOT NULL;
GRANT UPDATE (entry, subject, purge_id) ON audit_event TO holdfast_app;

-- Whether something that nobody has lifted holds this: all of the practice, or the chart.
CREATE FUNCTION is_held(practice uuid, patient text) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
  SELECT EXISTS (
    SELECT FROM record h WHERE h.practice_id = practice AND h.type = 'legal-hold' AND NOT h.deleted
      AND (h.data->>'patientId' IS NULL OR h.data->>'patientId' = patient)
      AND NOT EXISTS (SELECT FROM record l WHERE l.practice_id = practice AND l.type = 'lifted-hold' AND NOT l.deleted
        AND l.data->>'legalHoldId' = h.id))
$$;
GRANT EXECUTE ON FUNCTION is_held(uuid, text) TO holdfast_app;

-- The one change there is: an entry of six years at least, that nothing holds, becomes its tombstone.
CREATE FUNCTION only_let_go() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF OLD.purge_id IS NOT NULL OR NEW.purge_id IS NULL OR NEW.subject IS NOT NULL
    OR to_jsonb(OLD) - 'entry' - 'subject' - 'purge_id' IS DISTINCT FROM to_jsonb(NEW) - 'entry' - 'subject' - 'purge_id'
    OR NEW.entry::jsonb->>'purge' IS DISTINCT FROM NEW.purge_id::text
    OR NEW.entry::jsonb - ARRAY['v', 'device', 'epoch', 'n', 'prev', 'at', 'op', 'purge'] <> '{}'::jsonb
  THEN
    RAISE EXCEPTION 'audit_event is only added to' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF greatest(OLD.at, OLD.received_at) >= now() - interval '6 years' THEN
    RAISE EXCEPTION 'an entry of the audit is kept for six years at least' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF is_held(OLD.practice_id, OLD.subject) THEN
    RAISE EXCEPTION 'a legal hold is on this entry of the audit' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER audit_event_stays ON audit_event;
CREATE TRIGGER audit_event_stays BEFORE DELETE OR TRUNCATE ON audit_event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_event_only_let_go BEFORE UPDATE ON audit_event
  FOR EACH ROW EXECUTE FUNCTION only_let_go();
