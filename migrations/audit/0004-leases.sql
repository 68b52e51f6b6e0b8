-- How long the lease of each slot has ended, by time that this workstation itself saw pass (src-main/vault/lease-keeper.ts). In this
-- file, because it is counted while nobody is in.
CREATE TABLE lease_end (
  user   TEXT PRIMARY KEY,
  -- of the grant that has ended: another one begins anew
  until  TEXT NOT NULL,
  -- what the wall clock said when it was first found ended, and how long it has, ms
  since  INTEGER NOT NULL,
  passed INTEGER NOT NULL
) STRICT;

-- When it was last looked: by the wall clock, and by the steady one of that run of the vault, ms.
CREATE TABLE lease_look (
  one     INTEGER PRIMARY KEY CHECK (one = 1),
  wall    INTEGER NOT NULL,
  mono    INTEGER NOT NULL,
  run     TEXT NOT NULL,
  -- when the cloud had last signed that it was there, by its clock
  witness TEXT
) STRICT;
