-- How long a workstation waits for input before it locks, minutes; null as the product has it.
ALTER TABLE practices ADD COLUMN idleMinutes INTEGER;

-- Charts that are closed to most, and what is looked into (docs/access.md, "Restricted charts" and "Cases").

-- By the patient's id.
CREATE TABLE chartRestrictions (
  id      TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  kinds   TEXT NOT NULL,
  note    TEXT NOT NULL,
  people  TEXT NOT NULL,
  active  INTEGER NOT NULL,
  by      TEXT NOT NULL,
  at      TEXT NOT NULL
) STRICT;

CREATE TABLE emergencyAccesses (
  id        TEXT PRIMARY KEY,
  version   INTEGER NOT NULL,
  userId    TEXT NOT NULL,
  patientId TEXT NOT NULL,
  device    TEXT NOT NULL,
  reason    TEXT NOT NULL,
  words     TEXT NOT NULL,
  at        TEXT NOT NULL,
  until     TEXT NOT NULL,
  endedAt   TEXT
) STRICT;
CREATE INDEX emergencyAccesses_user ON emergencyAccesses (userId, until);

CREATE TABLE privacyCases (
  id          TEXT PRIMARY KEY,
  version     INTEGER NOT NULL,
  kind        TEXT NOT NULL,
  about       TEXT NOT NULL,
  patientId   TEXT,
  emergencyId TEXT,
  device      TEXT NOT NULL,
  at          TEXT NOT NULL,
  dueOn       TEXT NOT NULL,
  count       INTEGER
) STRICT;
CREATE INDEX privacyCases_due ON privacyCases (dueOn, id);
CREATE INDEX privacyCases_about ON privacyCases (about, kind, at);

CREATE TABLE caseNotes (
  id      TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  caseId  TEXT NOT NULL,
  finding TEXT,
  text    TEXT NOT NULL,
  factors TEXT,
  by      TEXT NOT NULL,
  at      TEXT NOT NULL
) STRICT;
CREATE INDEX caseNotes_case ON caseNotes (caseId, at, id);
