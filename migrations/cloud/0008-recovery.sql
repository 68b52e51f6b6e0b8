-- The practice's recovery key, wrapped by a code that is on paper only, and what each workstation has sealed to it: nothing
-- here opens by anything the cloud has (docs/threat-model.md, "Recovery").

-- Each renewal of the code is one more version.
CREATE TABLE recovery_key (
  practice_id uuid NOT NULL REFERENCES practice_head (practice_id),
  version int NOT NULL CHECK (version > 0),
  public_key text NOT NULL CHECK (length(public_key) <= 120),
  -- SHA-256 of the bytes of the public key
  public_sha text NOT NULL CHECK (public_sha ~ '^[0-9a-f]{64}$'),
  wrapped_nonce text NOT NULL CHECK (length(wrapped_nonce) <= 24),
  wrapped_text text NOT NULL CHECK (length(wrapped_text) <= 120),
  made_at text NOT NULL CHECK (length(made_at) <= 30),
  made_by uuid NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (practice_id, version)
);

-- The last one of a workstation counts; those before stay, for a cloud or a workstation that is found in an earlier state.
CREATE TABLE recovery_text (
  practice_id uuid NOT NULL REFERENCES practice_head (practice_id),
  device_id uuid NOT NULL,
  n int NOT NULL CHECK (n > 0),
  public_sha text NOT NULL CHECK (public_sha ~ '^[0-9a-f]{64}$'),
  text text NOT NULL CHECK (length(text) <= 48000),
  text_sha text NOT NULL CHECK (text_sha ~ '^[0-9a-f]{64}$'),
  received_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (practice_id, device_id, n)
);

DO $$
DECLARE
  each text;
BEGIN
  FOREACH each IN ARRAY ARRAY['recovery_key', 'recovery_text']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', each);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', each);
    EXECUTE format(
      'CREATE POLICY own_practice ON %I USING (practice_id = (SELECT this_practice())) WITH CHECK (practice_id = (SELECT this_practice()))',
      each);
    EXECUTE format(
      'CREATE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
      each || '_stays', each);
  END LOOP;
END $$;

GRANT SELECT, INSERT ON recovery_key, recovery_text TO holdfast_app;

-- What whoever made a code says of the recovery key to whoever comes with it. The cloud can neither read a meaning into it nor make it.
ALTER TABLE enrolment_code ADD COLUMN voucher text CHECK (length(voucher) <= 2000);
