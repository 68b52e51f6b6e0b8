-- Who and which workstations were not to come in any more, as it was told under each number: only added to.
CREATE TABLE revocation_list (
  practice_id uuid NOT NULL REFERENCES practice_head (practice_id),
  number int NOT NULL CHECK (number > 0),
  made_at timestamptz NOT NULL,
  people text[] NOT NULL,
  workstations text[] NOT NULL,
  PRIMARY KEY (practice_id, number)
);
ALTER TABLE revocation_list ENABLE ROW LEVEL SECURITY;
ALTER TABLE revocation_list FORCE ROW LEVEL SECURITY;
CREATE POLICY own_practice ON revocation_list
  USING (practice_id = (SELECT this_practice())) WITH CHECK (practice_id = (SELECT this_practice()));
CREATE TRIGGER revocation_list_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON revocation_list
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON revocation_list TO holdfast_app;
