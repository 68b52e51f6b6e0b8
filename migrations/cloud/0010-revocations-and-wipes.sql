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

-- Orders that a workstation wipes itself. The last one of a workstation counts; what its receipt says is added to it, once.
CREATE TABLE wipe_order (
  practice_id uuid NOT NULL REFERENCES practice_head (practice_id),
  device_id uuid NOT NULL,
  nonce text NOT NULL CHECK (nonce ~ '^[0-9a-f]{64}$'),
  how text NOT NULL CHECK (how IN ('when-sent', 'at-once')),
  reason text NOT NULL CHECK (length(reason) <= 40),
  ordered_by uuid NOT NULL,
  ordered_at timestamptz NOT NULL DEFAULT now(),
  -- by the workstation's clock, and what it signed
  wiped_at timestamptz,
  receipt text CHECK (length(receipt) <= 8000),
  received_at timestamptz,
  PRIMARY KEY (practice_id, device_id, nonce),
  CHECK ((wiped_at IS NULL) = (receipt IS NULL))
);
ALTER TABLE wipe_order ENABLE ROW LEVEL SECURITY;
ALTER TABLE wipe_order FORCE ROW LEVEL SECURITY;
CREATE POLICY own_practice ON wipe_order
  USING (practice_id = (SELECT this_practice())) WITH CHECK (practice_id = (SELECT this_practice()));
CREATE TRIGGER wipe_order_stays BEFORE DELETE OR TRUNCATE ON wipe_order
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON wipe_order TO holdfast_app;
GRANT UPDATE (wiped_at, receipt, received_at) ON wipe_order TO holdfast_app;
