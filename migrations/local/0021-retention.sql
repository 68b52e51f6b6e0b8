-- For how long what is kept, what is held, and what was let go (docs/retention.md).

-- Years by class; null as the product has it.
ALTER TABLE practices ADD COLUMN retention TEXT;

CREATE TABLE legalHolds (
  id        TEXT PRIMARY KEY,
  version   INTEGER NOT NULL,
  patientId TEXT,
  reason    TEXT NOT NULL,
  by        TEXT NOT NULL,
  at        TEXT NOT NULL
) STRICT;

CREATE TABLE liftedHolds (
  id          TEXT PRIMARY KEY,
  version     INTEGER NOT NULL,
  legalHoldId TEXT NOT NULL,
  reason      TEXT NOT NULL,
  by          TEXT NOT NULL,
  at          TEXT NOT NULL
) STRICT;
CREATE INDEX liftedHolds_hold ON liftedHolds (legalHoldId, at);

CREATE TABLE purgeLists (
  id      TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  years   INTEGER NOT NULL,
  before  TEXT NOT NULL,
  size    INTEGER NOT NULL,
  count   INTEGER NOT NULL,
  digest  TEXT NOT NULL,
  ages    TEXT NOT NULL,
  held    TEXT NOT NULL,
  at      TEXT NOT NULL
) STRICT;

CREATE TABLE purgeActs (
  id         TEXT PRIMARY KEY,
  version    INTEGER NOT NULL,
  listId     TEXT NOT NULL,
  proposalId TEXT,
  kind       TEXT NOT NULL,
  reason     TEXT NOT NULL,
  by         TEXT NOT NULL,
  at         TEXT NOT NULL
) STRICT;
CREATE INDEX purgeActs_list ON purgeActs (listId, at, id);

CREATE TABLE purgesDone (
  id      TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  listId  TEXT NOT NULL,
  count   INTEGER NOT NULL,
  digest  TEXT NOT NULL,
  at      TEXT NOT NULL
) STRICT;
CREATE INDEX purgesDone_list ON purgesDone (listId);
