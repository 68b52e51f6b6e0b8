-- Reminders that are to be sent (docs/schedule.md, "Reminders"). What was sent is a row of the practice's record; here is what is due.
CREATE TABLE reminder_job (
  practice_id uuid NOT NULL REFERENCES practice_head (practice_id),
  appointment_id uuid NOT NULL,
  -- the time it reminds of: one that is moved is reminded of again
  starts_at timestamptz NOT NULL,
  hours int NOT NULL,
  due_at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'sending', 'done')),
  tries int NOT NULL DEFAULT 0,
  reminder_id uuid,
  sending_at timestamptz,
  -- SHA-256 of what an answer is known by: of the word in a link, and of the practice and the number a text went to
  token_sha bytea,
  phone_sha bytea,
  PRIMARY KEY (practice_id, appointment_id, starts_at, hours)
);
CREATE INDEX reminder_job_due ON reminder_job (practice_id, due_at) WHERE state <> 'done';
CREATE UNIQUE INDEX reminder_job_token ON reminder_job (practice_id, token_sha) WHERE token_sha IS NOT NULL;
CREATE INDEX reminder_job_phone ON reminder_job (practice_id, phone_sha, starts_at) WHERE phone_sha IS NOT NULL;

ALTER TABLE reminder_job ENABLE ROW LEVEL SECURITY;
ALTER TABLE reminder_job FORCE ROW LEVEL SECURITY;
CREATE POLICY own_practice ON reminder_job USING (practice_id = (SELECT this_practice()))
  WITH CHECK (practice_id = (SELECT this_practice()));
GRANT SELECT, INSERT ON reminder_job TO holdfast_app;
GRANT UPDATE (due_at, state, tries, reminder_id, sending_at, token_sha, phone_sha) ON reminder_job TO holdfast_app;
