-- What patients ask to be amended, and what became of it (docs/access.md, "Amendments"). Both are only added to.

CREATE TABLE amendments (
  id          TEXT PRIMARY KEY,
  version     INTEGER NOT NULL,
  patientId   TEXT NOT NULL,
  entryType   TEXT,
  entryId     TEXT,
  entryText   TEXT NOT NULL,
  wrong       TEXT NOT NULL,
  shouldSay   TEXT NOT NULL,
  askedBy     TEXT NOT NULL,
  askedByName TEXT NOT NULL,
  askedOn     TEXT NOT NULL,
  dueOn       TEXT NOT NULL,
  by          TEXT NOT NULL,
  at          TEXT NOT NULL
) STRICT;
CREATE INDEX amendments_patient ON amendments (patientId, askedOn);
CREATE INDEX amendments_due ON amendments (dueOn, id);

CREATE TABLE amendmentActs (
  id          TEXT PRIMARY KEY,
  version     INTEGER NOT NULL,
  amendmentId TEXT NOT NULL,
  patientId   TEXT NOT NULL,
  kind        TEXT NOT NULL,
  denial      TEXT,
  text        TEXT NOT NULL,
  dueOn       TEXT,
  by          TEXT NOT NULL,
  at          TEXT NOT NULL
) STRICT;
CREATE INDEX amendmentActs_amendment ON amendmentActs (amendmentId, at, id);
CREATE INDEX amendmentActs_patient ON amendmentActs (patientId, at, id);
