-- Who failed to come in here, and what of a second factor was used. In this file, because it is written before anyone is in.
CREATE TABLE tries (
  -- a hash of the name as it was typed, under a key: of names that nobody has, too
  name       TEXT PRIMARY KEY,
  failures   INTEGER NOT NULL,
  -- when the last failed: ms by the wall clock, and by the steady one of that run of the vault
  at         INTEGER NOT NULL,
  mono       INTEGER NOT NULL,
  run        TEXT NOT NULL,
  -- who opened it again and why, until its owner has been told
  unlockedBy TEXT,
  reason     TEXT
) STRICT;

-- The time step of the last code that was taken of a person: it and all before are void.
CREATE TABLE tries_step (
  user TEXT PRIMARY KEY,
  step INTEGER NOT NULL
) STRICT;

-- Spare codes that were used, by their hash.
CREATE TABLE tries_spare (
  n    INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE tries_head (
  one      INTEGER PRIMARY KEY CHECK (one = 1),
  -- grows with every change: an earlier file is told by it
  n        INTEGER NOT NULL,
  -- what holds, after an earlier file was put back, for people and names it knew nothing of
  step     INTEGER NOT NULL,
  failures INTEGER NOT NULL
) STRICT;
INSERT INTO tries_head (one, n, step, failures) VALUES (1, 0, 0, 0);
