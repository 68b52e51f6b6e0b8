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
