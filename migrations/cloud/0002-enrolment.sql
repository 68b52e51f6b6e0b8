-- One-time codes, the certificates of workstations, and the blocks of numbers they may give out by themselves.

-- Only a code's hash is here. A code for a new practice stands under an id of its own: the workstation brings the practice's.
CREATE TABLE enrolment_code (
  practice_id uuid NOT NULL,
  code_sha bytea NOT NULL,
  kind text NOT NULL CHECK (kind IN ('workstation', 'practice')),
  -- whom a workstation's code is for
  user_id text,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  -- an answer can be lost: the same workstation may ask again
  used_by uuid,
  PRIMARY KEY (practice_id, code_sha),
  CHECK ((kind = 'workstation') = (user_id IS NOT NULL)),
  CHECK ((used_at IS NULL) = (used_by IS NULL))
);
ALTER TABLE enrolment_code ENABLE ROW LEVEL SECURITY;
ALTER TABLE enrolment_code FORCE ROW LEVEL SECURITY;
CREATE POLICY own_practice ON enrolment_code
  USING (practice_id = (SELECT this_practice())) WITH CHECK (practice_id = (SELECT this_practice()));
-- Whoever has the code may see that one row, and no other.
CREATE POLICY by_code ON enrolment_code FOR SELECT
  USING (code_sha = decode(nullif(current_setting('app.code', true), ''), 'hex'));
GRANT SELECT, INSERT ON enrolment_code TO holdfast_app;
GRANT UPDATE (used_at, used_by) ON enrolment_code TO holdfast_app;

-- SHA-256 of the certificate a workstation proves itself with beside its token, and of the one before: the answer that
-- brought the new one may have been lost.
ALTER TABLE device_credential ADD COLUMN cert_sha bytea, ADD COLUMN cert_before bytea;
GRANT UPDATE (cert_sha, cert_before) ON device_credential TO holdfast_app;

-- The first record number that nobody has been given.
ALTER TABLE practice_head ADD COLUMN next_number bigint NOT NULL DEFAULT 1 CHECK (next_number > 0);
GRANT UPDATE (next_number) ON practice_head TO holdfast_app;

-- Blocks never overlap: each is taken under the lock of the practice's head.
CREATE TABLE number_block (
  practice_id uuid NOT NULL REFERENCES practice_head (practice_id),
  first bigint NOT NULL,
  last bigint NOT NULL,
  device_id uuid NOT NULL,
  given_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (practice_id, first),
  CHECK (first > 0 AND last >= first)
);
ALTER TABLE number_block ENABLE ROW LEVEL SECURITY;
ALTER TABLE number_block FORCE ROW LEVEL SECURITY;
CREATE POLICY own_practice ON number_block
  USING (practice_id = (SELECT this_practice())) WITH CHECK (practice_id = (SELECT this_practice()));
GRANT SELECT, INSERT ON number_block TO holdfast_app;
