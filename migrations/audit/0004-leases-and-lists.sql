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

-- What was heard of the practice's list of revocations (src-main/vault/revocation-keeper.ts). In this file, because a list is taken,
-- and looked at, where nobody is in yet. The store has the same.
CREATE TABLE revocations (
  one   INTEGER PRIMARY KEY CHECK (one = 1),
  -- what the practice's cloud signs with
  key   TEXT,
  -- the highest number there was; the keychain has it too
  known INTEGER NOT NULL,
  voids TEXT NOT NULL
) STRICT;
INSERT INTO revocations (one, key, known, voids) VALUES (1, NULL, 0, '{"number":0,"upTo":{}}');

-- Whether something waits here for the cloud, as it was when whoever was in was let out. Told while the record is closed: a workstation
-- that is to wipe itself once all is sent (src-main/app/wiping.ts) asks it.
CREATE TABLE unsent (
  one     INTEGER PRIMARY KEY CHECK (one = 1),
  waiting INTEGER NOT NULL
) STRICT;
INSERT INTO unsent (one, waiting) VALUES (1, 1);
