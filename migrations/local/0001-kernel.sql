-- What the sync engine stands on. Field by field: docs/architecture.md, "The outbox".

-- One row an op: everything one command changed. `body` is compressed JSON, `sha` the SHA-256 of that JSON.
CREATE TABLE outbox (
  localSeq    INTEGER PRIMARY KEY AUTOINCREMENT,
  op          TEXT NOT NULL UNIQUE,
  incarnation INTEGER NOT NULL,
  dseq        INTEGER NOT NULL,
  kind        TEXT NOT NULL,
  body        BLOB NOT NULL,
  sha         BLOB NOT NULL,
  deps        TEXT NOT NULL,
  state       TEXT NOT NULL CHECK (state IN ('queued', 'acked', 'held', 'rejected')),
  status      TEXT,
  ackSeq      INTEGER,
  attempts    INTEGER NOT NULL DEFAULT 0,
  lastError   TEXT,
  madeAt      TEXT NOT NULL
) STRICT;
CREATE INDEX outbox_by_state ON outbox (state, localSeq);

-- Which rows an unacknowledged op touched, in order; the patch itself is in the op's body.
CREATE TABLE outbox_effect (
  type     TEXT NOT NULL,
  id       TEXT NOT NULL,
  localSeq INTEGER NOT NULL,
  action   TEXT NOT NULL CHECK (action IN ('put', 'amend', 'remove')),
  PRIMARY KEY (id, type, localSeq)
) STRICT, WITHOUT ROWID;

-- Acknowledged ops, 35 days: what is replayed when the cloud was restored to an earlier time.
CREATE TABLE outbox_archive (
  op       TEXT PRIMARY KEY,
  localSeq INTEGER NOT NULL,
  kind     TEXT NOT NULL,
  body     BLOB NOT NULL,
  sha      BLOB NOT NULL,
  deps     TEXT NOT NULL,
  ackEpoch TEXT NOT NULL,
  ackSeq   INTEGER NOT NULL,
  ackedAt  TEXT NOT NULL
) STRICT;
CREATE INDEX outbox_archive_by_seq ON outbox_archive (ackSeq);

-- The cloud's version of a row that has unacknowledged local changes. `base` is null where the cloud deleted it.
CREATE TABLE shadow (
  type        TEXT NOT NULL,
  id          TEXT NOT NULL,
  baseVersion INTEGER NOT NULL,
  base        TEXT,
  PRIMARY KEY (type, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE sync_state (k TEXT PRIMARY KEY, v TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- Two truths about one row, until a person has chosen. Travels like any other row.
CREATE TABLE conflicts (
  id         TEXT PRIMARY KEY,
  version    INTEGER NOT NULL,
  kind       TEXT NOT NULL,
  entityType TEXT NOT NULL,
  entityId   TEXT NOT NULL,
  patientId  TEXT,
  safety     TEXT NOT NULL,
  fields     TEXT NOT NULL,
  heldBy     TEXT,
  offeredBy  TEXT NOT NULL,
  state      TEXT NOT NULL,
  choice     TEXT,
  resolvedBy TEXT,
  resolvedAt TEXT,
  madeAt     TEXT NOT NULL
) STRICT;
CREATE INDEX conflicts_by_entity ON conflicts (entityType, entityId, state);
CREATE INDEX conflicts_by_patient ON conflicts (patientId, state);
CREATE INDEX conflicts_by_state ON conflicts (state, madeAt);

-- What was refused, until a person has dealt with it. Never deleted by the engine.
CREATE TABLE attention (
  op     TEXT PRIMARY KEY,
  reason TEXT NOT NULL,
  body   BLOB NOT NULL,
  state  TEXT NOT NULL CHECK (state IN ('open', 'retried', 'edited', 'discarded')),
  madeAt TEXT NOT NULL
) STRICT;
CREATE INDEX attention_by_state ON attention (state, madeAt);

-- Numbers this workstation may give out by itself.
CREATE TABLE lease (kind TEXT PRIMARY KEY, next INTEGER NOT NULL, last INTEGER NOT NULL) STRICT, WITHOUT ROWID;

-- Unfinished work, sealed for its owner with a key that only the owner's password opens. Never synced from here.
CREATE TABLE draft (
  owner     TEXT NOT NULL,
  kind      TEXT NOT NULL,
  subject   TEXT NOT NULL,
  sealed    BLOB NOT NULL,
  updatedAt TEXT NOT NULL,
  PRIMARY KEY (owner, kind, subject)
) STRICT, WITHOUT ROWID;

-- How one person likes their screens.
CREATE TABLE preference (
  owner TEXT NOT NULL,
  name  TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (owner, name)
) STRICT, WITHOUT ROWID;
