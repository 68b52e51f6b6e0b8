-- What came from elsewhere, as it came, and how it came in.

CREATE TABLE originals (
  id           TEXT PRIMARY KEY,
  version      INTEGER NOT NULL,
  resourceType TEXT NOT NULL,
  sourceId     TEXT NOT NULL,
  source       TEXT,
  patientId    TEXT,
  linkedTo     TEXT,
  hash         TEXT NOT NULL,
  receivedAt   TEXT NOT NULL,
  importId     TEXT NOT NULL,
  replacedBy   TEXT,
  content      BLOB NOT NULL
) STRICT;
CREATE INDEX originals_by_patient ON originals (patientId, resourceType) WHERE replacedBy IS NULL;
CREATE INDEX originals_replaced ON originals (replacedBy) WHERE replacedBy IS NOT NULL;

-- One run of an importer on this workstation, and its closing report.
CREATE TABLE import_run (
  id        TEXT PRIMARY KEY,
  startedBy TEXT NOT NULL,
  startedAt TEXT NOT NULL,
  endedAt   TEXT,
  state     TEXT NOT NULL CHECK (state IN ('running', 'finished', 'cancelled', 'failed', 'interrupted')),
  source    TEXT,
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
  PRIMARY KEY (run, n)
) STRICT, WITHOUT ROWID;

-- Business identifiers of imported resources: what a conditional reference (Practitioner?identifier=...) names.
CREATE TABLE identifier_index (
  resourceType TEXT NOT NULL,
  system       TEXT NOT NULL,
  value        TEXT NOT NULL,
  id           TEXT NOT NULL,
  PRIMARY KEY (resourceType, system, value, id)
) STRICT, WITHOUT ROWID;

-- References by identifier whose target has not come yet.
CREATE TABLE pending_reference (
  type         TEXT NOT NULL,
  id           TEXT NOT NULL,
  field        TEXT NOT NULL,
  resourceType TEXT NOT NULL,
  system       TEXT NOT NULL,
  value        TEXT NOT NULL,
  PRIMARY KEY (type, id, field)
) STRICT, WITHOUT ROWID;
CREATE INDEX pending_reference_by_target ON pending_reference (resourceType, system, value);
