-- The chart. Every table is read by patient, newest first.

CREATE TABLE encounters (
  id               TEXT PRIMARY KEY,
  version          INTEGER NOT NULL,
  patientId        TEXT NOT NULL,
  status           TEXT NOT NULL,
  class            TEXT NOT NULL,
  kind             TEXT NOT NULL,
  reason           TEXT NOT NULL,
  startsAt         TEXT,
  endsAt           TEXT,
  practitionerId   TEXT,
  practitionerName TEXT NOT NULL,
  locationId       TEXT,
  locationName     TEXT NOT NULL,
  organizationId   TEXT,
  organizationName TEXT NOT NULL,
  disposition      TEXT NOT NULL
) STRICT;
CREATE INDEX encounters_by_patient ON encounters (patientId, startsAt);

CREATE TABLE problems (
  id             TEXT PRIMARY KEY,
  version        INTEGER NOT NULL,
  patientId      TEXT NOT NULL,
  name           TEXT NOT NULL,
  codeSystem     TEXT,
  code           TEXT,
  clinicalStatus TEXT NOT NULL,
  verification   TEXT NOT NULL,
  category       TEXT NOT NULL,
  severity       TEXT NOT NULL,
  onset          TEXT,
  onsetText      TEXT NOT NULL,
  abatement      TEXT,
  recordedAt     TEXT,
  encounterId    TEXT,
  note           TEXT NOT NULL
) STRICT;
CREATE INDEX problems_by_patient ON problems (patientId, onset);

CREATE TABLE allergies (
  id             TEXT PRIMARY KEY,
  version        INTEGER NOT NULL,
  patientId      TEXT NOT NULL,
  substance      TEXT NOT NULL,
  codeSystem     TEXT,
  code           TEXT,
  kind           TEXT NOT NULL,
  category       TEXT NOT NULL,
  criticality    TEXT NOT NULL,
  clinicalStatus TEXT NOT NULL,
  verification   TEXT NOT NULL,
  reactions      TEXT NOT NULL,
  onset          TEXT,
  recordedAt     TEXT,
  note           TEXT NOT NULL
) STRICT;
CREATE INDEX allergies_by_patient ON allergies (patientId, recordedAt);

CREATE TABLE drugs (
  id         TEXT PRIMARY KEY,
  version    INTEGER NOT NULL,
  name       TEXT NOT NULL,
  codeSystem TEXT,
  code       TEXT,
  form       TEXT NOT NULL
) STRICT;

CREATE TABLE medications (
  id               TEXT PRIMARY KEY,
  version          INTEGER NOT NULL,
  patientId        TEXT NOT NULL,
  source           TEXT NOT NULL,
  drugId           TEXT,
  name             TEXT NOT NULL,
  codeSystem       TEXT,
  code             TEXT,
  status           TEXT NOT NULL,
  intent           TEXT NOT NULL,
  directions       TEXT NOT NULL,
  route            TEXT NOT NULL,
  asNeeded         INTEGER NOT NULL,
  reason           TEXT NOT NULL,
  quantity         TEXT NOT NULL,
  refills          INTEGER,
  startsAt         TEXT,
  endsAt           TEXT,
  practitionerId   TEXT,
  practitionerName TEXT NOT NULL,
  encounterId      TEXT,
  note             TEXT NOT NULL
) STRICT;
CREATE INDEX medications_by_patient ON medications (patientId, startsAt);

CREATE TABLE observations (
  id          TEXT PRIMARY KEY,
  version     INTEGER NOT NULL,
  patientId   TEXT NOT NULL,
  category    TEXT NOT NULL,
  name        TEXT NOT NULL,
  codeSystem  TEXT,
  code        TEXT,
  status      TEXT NOT NULL,
  takenAt     TEXT,
  number      REAL,
  comparator  TEXT NOT NULL,
  unit        TEXT NOT NULL,
  text        TEXT NOT NULL,
  low         REAL,
  high        REAL,
  rangeText   TEXT NOT NULL,
  flag        TEXT NOT NULL,
  parts       TEXT NOT NULL,
  memberIds   TEXT NOT NULL,
  encounterId TEXT,
  note        TEXT NOT NULL
) STRICT;
CREATE INDEX observations_by_patient ON observations (patientId, category, takenAt);
CREATE INDEX observations_by_code ON observations (patientId, code, takenAt);

CREATE TABLE reports (
  id          TEXT PRIMARY KEY,
  version     INTEGER NOT NULL,
  patientId   TEXT NOT NULL,
  name        TEXT NOT NULL,
  codeSystem  TEXT,
  code        TEXT,
  category    TEXT NOT NULL,
  status      TEXT NOT NULL,
  takenAt     TEXT,
  issuedAt    TEXT,
  resultIds   TEXT NOT NULL,
  conclusion  TEXT NOT NULL,
  performer   TEXT NOT NULL,
  encounterId TEXT,
  attachments INTEGER NOT NULL
) STRICT;
CREATE INDEX reports_by_patient ON reports (patientId, takenAt);

CREATE TABLE immunizations (
  id            TEXT PRIMARY KEY,
  version       INTEGER NOT NULL,
  patientId     TEXT NOT NULL,
  vaccine       TEXT NOT NULL,
  codeSystem    TEXT,
  code          TEXT,
  status        TEXT NOT NULL,
  statusReason  TEXT NOT NULL,
  givenAt       TEXT,
  givenText     TEXT NOT NULL,
  dose          TEXT NOT NULL,
  lotNumber     TEXT NOT NULL,
  manufacturer  TEXT NOT NULL,
  site          TEXT NOT NULL,
  route         TEXT NOT NULL,
  performer     TEXT NOT NULL,
  primarySource INTEGER NOT NULL,
  encounterId   TEXT,
  note          TEXT NOT NULL
) STRICT;
CREATE INDEX immunizations_by_patient ON immunizations (patientId, givenAt);

CREATE TABLE procedures (
  id           TEXT PRIMARY KEY,
  version      INTEGER NOT NULL,
  patientId    TEXT NOT NULL,
  name         TEXT NOT NULL,
  codeSystem   TEXT,
  code         TEXT,
  status       TEXT NOT NULL,
  performedAt  TEXT,
  performedEnd TEXT,
  performer    TEXT NOT NULL,
  bodySite     TEXT NOT NULL,
  reason       TEXT NOT NULL,
  outcome      TEXT NOT NULL,
  encounterId  TEXT,
  note         TEXT NOT NULL
) STRICT;
CREATE INDEX procedures_by_patient ON procedures (patientId, performedAt);

CREATE TABLE documents (
  id          TEXT PRIMARY KEY,
  version     INTEGER NOT NULL,
  patientId   TEXT NOT NULL,
  title       TEXT NOT NULL,
  kind        TEXT NOT NULL,
  category    TEXT NOT NULL,
  status      TEXT NOT NULL,
  date        TEXT,
  author      TEXT NOT NULL,
  custodian   TEXT NOT NULL,
  encounterId TEXT,
  attachments TEXT NOT NULL
) STRICT;
CREATE INDEX documents_by_patient ON documents (patientId, date);

CREATE TABLE carePlans (
  id         TEXT PRIMARY KEY,
  version    INTEGER NOT NULL,
  patientId  TEXT NOT NULL,
  title      TEXT NOT NULL,
  status     TEXT NOT NULL,
  startsAt   TEXT,
  endsAt     TEXT,
  activities TEXT NOT NULL,
  addresses  TEXT NOT NULL
) STRICT;
CREATE INDEX carePlans_by_patient ON carePlans (patientId, startsAt);

CREATE TABLE goals (
  id          TEXT PRIMARY KEY,
  version     INTEGER NOT NULL,
  patientId   TEXT NOT NULL,
  description TEXT NOT NULL,
  status      TEXT NOT NULL,
  achievement TEXT NOT NULL,
  startsAt    TEXT,
  dueOn       TEXT
) STRICT;
CREATE INDEX goals_by_patient ON goals (patientId, startsAt);

CREATE TABLE careTeams (
  id        TEXT PRIMARY KEY,
  version   INTEGER NOT NULL,
  patientId TEXT NOT NULL,
  name      TEXT NOT NULL,
  status    TEXT NOT NULL,
  startsAt  TEXT,
  endsAt    TEXT,
  members   TEXT NOT NULL
) STRICT;
CREATE INDEX careTeams_by_patient ON careTeams (patientId, startsAt);

CREATE TABLE growthReferences (
  id      TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  chart   TEXT NOT NULL,
  sex     TEXT NOT NULL,
  source  TEXT NOT NULL,
  points  TEXT NOT NULL
) STRICT;
