-- The audit log, in a file of its own, readable before anyone signs in. Ids and codes only.
CREATE TABLE audit (
  seq         INTEGER PRIMARY KEY,
  at          TEXT NOT NULL,
  mono        INTEGER NOT NULL,
  boot        TEXT NOT NULL,
  workstation TEXT NOT NULL,
  actor       TEXT,
  session     TEXT,
  action      TEXT NOT NULL,
  category    TEXT NOT NULL,
  subject     TEXT,
  outcome     TEXT NOT NULL,
  reason      TEXT,
  op          TEXT,
  detail      TEXT NOT NULL
) STRICT;
CREATE INDEX audit_by_op ON audit (op) WHERE op IS NOT NULL;
CREATE INDEX audit_by_subject ON audit (subject, seq) WHERE subject IS NOT NULL;
CREATE TRIGGER audit_is_append_only_u BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
-- INSERT OR REPLACE fires no delete trigger
CREATE TRIGGER audit_is_append_only_r BEFORE INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit WHERE seq = new.seq)
  BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_is_append_only_d BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
