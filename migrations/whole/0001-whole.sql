-- The audit log of the whole practice, as its cloud has shown it and this workstation has proven it (docs/audit.md). A copy: it may go
-- at any time, and is fetched anew. Searched by what searches the workstation's own log, so its tables have the same names.
CREATE TABLE audit (
  -- its place in the tree of the practice, from 1
  seq         INTEGER PRIMARY KEY,
  -- its number in the log of its workstation
  n           INTEGER NOT NULL,
  epoch       INTEGER NOT NULL,
  prev        BLOB NOT NULL,
  h           BLOB NOT NULL,
  nonce       TEXT,
  at          TEXT NOT NULL,
  mono        REAL NOT NULL,
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
  detail      TEXT NOT NULL,
  -- what was hashed, where it says more than what stands beside it
  text        TEXT
) STRICT;
CREATE UNIQUE INDEX audit_by_number ON audit (workstation, n, epoch);
CREATE INDEX audit_by_subject ON audit (subject, seq) WHERE subject IS NOT NULL;
CREATE INDEX audit_by_op ON audit (op) WHERE op IS NOT NULL;
CREATE INDEX audit_clock ON audit (boot, seq) WHERE action IN ('clock.state', 'clock.changed');

-- Tombstones: what was let go by the practice's policy, here as in the cloud.
CREATE TABLE gone (
  seq         INTEGER PRIMARY KEY,
  workstation TEXT NOT NULL,
  n           INTEGER NOT NULL,
  epoch       INTEGER NOT NULL,
  h           BLOB NOT NULL,
  at          TEXT NOT NULL,
  purge       TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX gone_by_number ON gone (workstation, n, epoch);

-- What the cloud has signed when it let go. state: 0 told, 1 proven, 2 done here too.
CREATE TABLE purge (
  id    TEXT PRIMARY KEY,
  said  TEXT NOT NULL,
  sig   TEXT NOT NULL,
  state INTEGER NOT NULL
) STRICT;

-- Where the log of each workstation stands, for each of its epochs.
CREATE TABLE head (
  workstation TEXT NOT NULL,
  epoch       INTEGER NOT NULL,
  n           INTEGER NOT NULL,
  h           BLOB NOT NULL,
  PRIMARY KEY (workstation, epoch)
) STRICT, WITHOUT ROWID;

-- What is here of each workstation. heard: when the cloud last took something of its log, by the cloud's clock.
CREATE TABLE station (
  workstation TEXT PRIMARY KEY,
  entries     INTEGER NOT NULL,
  up_to       TEXT,
  heard       TEXT
) STRICT, WITHOUT ROWID;

-- Entries that an earlier history of the cloud had, and whose hash another must have too.
CREATE TABLE before (
  workstation TEXT NOT NULL,
  n           INTEGER NOT NULL,
  epoch       INTEGER NOT NULL,
  h           BLOB NOT NULL,
  PRIMARY KEY (workstation, n, epoch)
) STRICT, WITHOUT ROWID;

CREATE TABLE whole (
  one     INTEGER PRIMARY KEY CHECK (one = 1),
  -- of which history of the practice; the leaves that are here, and the right edge of their tree (JSON)
  history TEXT,
  size    INTEGER NOT NULL,
  edge    TEXT NOT NULL,
  -- the last tree that was shown, as it was signed (JSON)
  tree    TEXT,
  sig     TEXT,
  -- when it was shown, by this workstation's clock
  seen    TEXT,
  -- the cloud has refused whoever it was asked for
  refused INTEGER NOT NULL,
  -- the alarm that was raised: nothing is taken until somebody has settled it
  alarm   TEXT
) STRICT;
INSERT INTO whole (one, size, edge, refused) VALUES (1, 0, '[]', 0);

-- As beside the workstation's own log.
CREATE TABLE audit_base (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  n   INTEGER NOT NULL
) STRICT;
INSERT INTO audit_base (one, n) VALUES (1, 0);
CREATE TABLE audit_word (
  code INTEGER PRIMARY KEY,
  word TEXT NOT NULL
) STRICT;
CREATE TABLE audit_stretch (
  first   INTEGER PRIMARY KEY,
  last    INTEGER NOT NULL,
  columns BLOB NOT NULL
) STRICT;
