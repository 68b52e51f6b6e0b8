-- Exports of many patients: who asked, who approved, what became of it (docs/exports.md). Both are only added to.

-- Of how many patients one person exports alone, and of how many at all; null as the product has it.
ALTER TABLE practices ADD COLUMN exportAlone INTEGER;
ALTER TABLE practices ADD COLUMN exportMost INTEGER;

CREATE TABLE exportRequests (
  id         TEXT PRIMARY KEY,
  version    INTEGER NOT NULL,
  locationId TEXT,
  recipient  TEXT NOT NULL,
  purpose    TEXT NOT NULL,
  reason     TEXT NOT NULL,
  patients   INTEGER NOT NULL,
  needsTwo   INTEGER NOT NULL,
  by         TEXT NOT NULL,
  at         TEXT NOT NULL
) STRICT;

CREATE TABLE exportActs (
  id         TEXT PRIMARY KEY,
  version    INTEGER NOT NULL,
  requestId  TEXT NOT NULL,
  kind       TEXT NOT NULL,
  approvalId TEXT,
  until      TEXT,
  exportId   TEXT,
  device     TEXT,
  patients   INTEGER,
  resources  INTEGER,
  reason     TEXT NOT NULL,
  by         TEXT NOT NULL,
  at         TEXT NOT NULL
) STRICT;
CREATE INDEX exportActs_request ON exportActs (requestId, at, id);
