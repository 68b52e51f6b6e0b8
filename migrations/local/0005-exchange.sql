-- What came from elsewhere, as it came, and how it came in.

CREATE TABLE originals (
  id           TEXT PRIMARY KEY,
  version      INTEGER NOT NULL,
  resourceType TEXT NOT NULL,
  sourceId     TEXT NOT NULL,
  source       TEXT,
  patientId    TEXT,
  linkedTo     TEXT,
  title        TEXT NOT NULL,
  date         TEXT,
  changedAt    TEXT,
  hash         TEXT NOT NULL,
  receivedAt   TEXT NOT NULL,
  importId     TEXT NOT NULL,
  replacedBy   TEXT,
  urns         TEXT,
  content      BLOB NOT NULL
) STRICT;
-- What has no row of its own, by patient. A patient's other originals are found by their ids, which begin alike.
CREATE INDEX originals_other ON originals (patientId, resourceType, date)
  WHERE replacedBy IS NULL AND linkedTo IS NULL;
CREATE INDEX originals_replaced ON originals (replacedBy) WHERE replacedBy IS NOT NULL;

-- One run of an importer on this workstation, and its closing report.
CREATE TABLE import_run (
  id        TEXT PRIMARY KEY,
  startedBy TEXT NOT NULL,
  startedAt TEXT NOT NULL,
  endedAt   TEXT,
  state     TEXT NOT NULL CHECK (state IN ('running', 'finished', 'cancelled', 'failed', 'interrupted')),
  reason    TEXT,
  source    TEXT NOT NULL,
  folder    TEXT NOT NULL,
  report    TEXT NOT NULL
) STRICT;
CREATE INDEX import_run_by_start ON import_run (startedAt);

-- What a run could not take in: where it stands and why.
CREATE TABLE import_refusal (
  run          TEXT NOT NULL,
  n            INTEGER NOT NULL,
  file         TEXT NOT NULL,
  line         INTEGER NOT NULL,
  resourceType TEXT NOT NULL,
  path         TEXT NOT NULL,
  reason       TEXT NOT NULL,
  detail       TEXT NOT NULL,
  PRIMARY KEY (run, n)
) STRICT, WITHOUT ROWID;

-- Business identifiers of imported resources: what a conditional reference (Practitioner?identifier=...) names.
CREATE TABLE identifier_index (
  resourceType TEXT NOT NULL,
  value        TEXT NOT NULL,
  system       TEXT NOT NULL,
  id           TEXT NOT NULL,
  PRIMARY KEY (resourceType, value, system, id)
) STRICT, WITHOUT ROWID;

-- What a row still waits for: the id or the name of something that has not come yet. A null system is any.
CREATE TABLE pending_reference (
  type         TEXT NOT NULL,
  id           TEXT NOT NULL,
  path         TEXT NOT NULL,
  what         TEXT NOT NULL CHECK (what IN ('id', 'name', 'held')),
  resourceType TEXT NOT NULL,
  targetId     TEXT,
  system       TEXT,
  value        TEXT NOT NULL,
  max          INTEGER NOT NULL,
  PRIMARY KEY (type, id, path)
) STRICT, WITHOUT ROWID;
