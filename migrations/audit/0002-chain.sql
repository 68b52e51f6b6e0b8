-- The log becomes a chain (docs/audit.md). Entries from before are taken along at the first opening: they get what is null here.
ALTER TABLE audit ADD COLUMN epoch INTEGER;
ALTER TABLE audit ADD COLUMN nonce TEXT;
ALTER TABLE audit ADD COLUMN h BLOB;
ALTER TABLE audit ADD COLUMN mac BLOB;

-- Where the chain ends, and the key of the next entry. The key before it is gone when this row is written.
CREATE TABLE audit_head (
  one   INTEGER PRIMARY KEY CHECK (one = 1),
  epoch INTEGER NOT NULL,
  n     INTEGER NOT NULL,
  h     BLOB NOT NULL,
  key   BLOB NOT NULL,
  -- of the last receipt, for the first entry after it
  nonce TEXT
) STRICT;

-- First keys that the cloud does not have yet. A row goes as soon as it has.
CREATE TABLE audit_handover (
  epoch INTEGER PRIMARY KEY,
  first INTEGER NOT NULL,
  prev  BLOB NOT NULL,
  key   BLOB NOT NULL,
  why   TEXT NOT NULL
) STRICT;

-- What the chain goes on from: nothing, or the last entry that was let go.
CREATE TABLE audit_base (
  one   INTEGER PRIMARY KEY CHECK (one = 1),
  n     INTEGER NOT NULL,
  h     BLOB NOT NULL,
  epoch INTEGER NOT NULL
) STRICT;
INSERT INTO audit_base (one, n, h, epoch) VALUES (1, 0, zeroblob(32), 1);

-- What the cloud has signed: the last of each day, by its own clock.
CREATE TABLE audit_receipt (
  day     TEXT PRIMARY KEY,
  epoch   INTEGER NOT NULL,
  n       INTEGER NOT NULL,
  h       BLOB NOT NULL,
  at      TEXT NOT NULL,
  receipt TEXT NOT NULL,
  sig     TEXT NOT NULL
) STRICT;

-- What this workstation has signed.
CREATE TABLE audit_signed (
  n     INTEGER PRIMARY KEY,
  epoch INTEGER NOT NULL,
  h     BLOB NOT NULL,
  said  TEXT NOT NULL,
  sig   TEXT NOT NULL,
  sent  INTEGER NOT NULL
) STRICT;

-- How the lane to the cloud stands.
CREATE TABLE audit_lane (
  one         INTEGER PRIMARY KEY CHECK (one = 1),
  receipt_key TEXT,
  -- the last tree that was seen
  history     TEXT,
  size        INTEGER,
  root        TEXT,
  -- what the cloud has
  acked       INTEGER NOT NULL,
  -- up to here it has told us that it goes on with another history: ours is sent to be put aside
  aside       INTEGER NOT NULL,
  -- until then nothing is said to the cloud
  paused      TEXT
) STRICT;
INSERT INTO audit_lane (one, acked, aside) VALUES (1, 0, 0);

CREATE TABLE audit_alarm (
  id      TEXT PRIMARY KEY,
  kind    TEXT NOT NULL,
  device  TEXT NOT NULL,
  at      TEXT NOT NULL,
  n       INTEGER,
  -- the cloud's own, about any workstation of the practice
  cloud   INTEGER NOT NULL,
  settled TEXT,
  -- the cloud knows that it is settled
  told    INTEGER NOT NULL DEFAULT 0,
  -- who, and why it is settled
  actor   TEXT,
  reason  TEXT
) STRICT;

DROP TRIGGER audit_is_append_only_u;
DROP TRIGGER audit_is_append_only_d;
CREATE TRIGGER audit_is_chained BEFORE INSERT ON audit WHEN new.h IS NULL OR new.mac IS NULL OR new.epoch IS NULL
  BEGIN SELECT RAISE(ABORT, 'audit is append-only: every entry is chained'); END;
-- an entry from before the chain is taken into it, once, and says what it said
CREATE TRIGGER audit_is_append_only_u BEFORE UPDATE ON audit
WHEN old.h IS NOT NULL OR new.h IS NULL OR new.mac IS NULL OR new.epoch IS NULL
  OR (new.seq, new.at, new.mono, new.boot, new.workstation, new.actor, new.session, new.action, new.category, new.subject, new.outcome, new.reason, new.op, new.detail)
     IS NOT (old.seq, old.at, old.mono, old.boot, old.workstation, old.actor, old.session, old.action, old.category, old.subject, old.outcome, old.reason, old.op, old.detail)
  BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
-- the one door: what lies behind the base
CREATE TRIGGER audit_is_append_only_d BEFORE DELETE ON audit
WHEN old.seq > (SELECT n FROM audit_base) OR old.seq = (SELECT n FROM audit_head)
  BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
-- the base moves up only, to an entry there is, which the cloud had 35 days ago, by its own clock
CREATE TRIGGER audit_base_moves BEFORE UPDATE ON audit_base
WHEN new.n < old.n OR new.h IS NOT (SELECT h FROM audit WHERE seq = new.n)
  OR NOT EXISTS (SELECT 1 FROM audit_receipt WHERE n >= new.n
    AND julianday((SELECT max(at) FROM audit_receipt)) - julianday(at) >= 35)
  BEGIN SELECT RAISE(ABORT, 'audit is kept'); END;
CREATE TRIGGER audit_base_stays BEFORE DELETE ON audit_base
  BEGIN SELECT RAISE(ABORT, 'audit is kept'); END;
