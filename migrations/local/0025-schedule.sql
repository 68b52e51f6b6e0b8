-- Who comes when: what is scheduled, appointments, and what the front desk keeps (docs/schedule.md).

ALTER TABLE locations ADD COLUMN timeZone TEXT;

CREATE TABLE visitTypes (
  id             TEXT PRIMARY KEY,
  version        INTEGER NOT NULL,
  name           TEXT NOT NULL,
  color          TEXT NOT NULL,
  minutes        INTEGER NOT NULL,
  prepareMinutes INTEGER NOT NULL,
  cleanMinutes   INTEGER NOT NULL,
  needs          TEXT NOT NULL,
  telehealth     INTEGER NOT NULL,
  newPatients    INTEGER NOT NULL,
  instructions   TEXT NOT NULL,
  active         INTEGER NOT NULL,
  rank           INTEGER NOT NULL
) STRICT;

CREATE TABLE resources (
  id             TEXT PRIMARY KEY,
  version        INTEGER NOT NULL,
  kind           TEXT NOT NULL,
  name           TEXT NOT NULL,
  short          TEXT NOT NULL,
  locationId     TEXT,
  practitionerId TEXT,
  userId         TEXT,
  category       TEXT NOT NULL,
  atOnce         INTEGER NOT NULL,
  overbook       INTEGER NOT NULL,
  active         INTEGER NOT NULL,
  rank           INTEGER NOT NULL
) STRICT;

CREATE TABLE availabilities (
  id           TEXT PRIMARY KEY,
  version      INTEGER NOT NULL,
  resourceId   TEXT NOT NULL,
  locationId   TEXT NOT NULL,
  weekday      INTEGER,
  everyWeeks   INTEGER NOT NULL,
  firstDay     TEXT NOT NULL,
  lastDay      TEXT,
  fromMinute   INTEGER NOT NULL,
  toMinute     INTEGER NOT NULL,
  kind         TEXT NOT NULL,
  visitTypeIds TEXT NOT NULL,
  releaseHours INTEGER,
  note         TEXT NOT NULL,
  by           TEXT NOT NULL,
  at           TEXT NOT NULL
) STRICT;
CREATE INDEX availabilities_by_resource ON availabilities (resourceId, firstDay);

CREATE TABLE blocks (
  id         TEXT PRIMARY KEY,
  version    INTEGER NOT NULL,
  resourceId TEXT,
  locationId TEXT,
  kind       TEXT NOT NULL,
  firstDay   TEXT NOT NULL,
  lastDay    TEXT,
  weekdays   TEXT NOT NULL,
  fromMinute INTEGER NOT NULL,
  toMinute   INTEGER NOT NULL,
  note       TEXT NOT NULL,
  by         TEXT NOT NULL,
  at         TEXT NOT NULL
) STRICT;
CREATE INDEX blocks_by_day ON blocks (firstDay);

CREATE TABLE schedulePolicies (
  id              TEXT PRIMARY KEY,
  version         INTEGER NOT NULL,
  stepMinutes     INTEGER NOT NULL,
  dayStart        INTEGER NOT NULL,
  dayEnd          INTEGER NOT NULL,
  arrivedLimit    INTEGER NOT NULL,
  roomedLimit     INTEGER NOT NULL,
  checkoutLimit   INTEGER NOT NULL,
  cancelReasons   TEXT NOT NULL,
  noShowReasons   TEXT NOT NULL,
  addressDays     INTEGER NOT NULL,
  consentDays     INTEGER NOT NULL,
  cardDays        INTEGER NOT NULL,
  eligibilityDays INTEGER NOT NULL
) STRICT;

-- startMin, endMin: minutes since 1970. busy: whether the time of its resources is taken (shared/schedule/stage.ts).
CREATE TABLE appointments (
  id            TEXT PRIMARY KEY,
  version       INTEGER NOT NULL,
  patientId     TEXT NOT NULL,
  visitTypeId   TEXT,
  plan          TEXT NOT NULL,
  steps         TEXT NOT NULL,
  reason        TEXT NOT NULL,
  notes         TEXT NOT NULL,
  referral      TEXT NOT NULL,
  authorization TEXT NOT NULL,
  copayCents    INTEGER,
  seriesId      TEXT,
  occurrence    INTEGER,
  groupId       TEXT,
  overbook      TEXT,
  origin        TEXT NOT NULL,
  external      TEXT,
  madeAt        TEXT NOT NULL,
  madeBy        TEXT NOT NULL,
  startMin      INTEGER NOT NULL,
  endMin        INTEGER NOT NULL,
  busy          INTEGER NOT NULL,
  stage         TEXT NOT NULL,
  externalKey   TEXT
) STRICT;
CREATE INDEX appointments_by_start ON appointments (startMin);
CREATE INDEX appointments_by_patient ON appointments (patientId, startMin);
CREATE INDEX appointments_by_series ON appointments (seriesId, occurrence) WHERE seriesId IS NOT NULL;
CREATE INDEX appointments_by_group ON appointments (groupId) WHERE groupId IS NOT NULL;
CREATE INDEX appointments_by_external ON appointments (externalKey) WHERE externalKey IS NOT NULL;

-- Never travels; triggers follow the appointments, whoever writes them. What is taken of each resource: a search for free time reads
-- this alone. Of rooms and equipment with what is needed before and after. claim: '' for the plan that is in force, else the conflict in which
-- another plan for the appointment waits for somebody to choose: until then it holds its time at both places.
CREATE TABLE taken_time (
  resourceId    TEXT NOT NULL,
  startMin      INTEGER NOT NULL,
  endMin        INTEGER NOT NULL,
  appointmentId TEXT NOT NULL,
  claim         TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (resourceId, startMin, appointmentId, claim)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER appointments_taken_i AFTER INSERT ON appointments WHEN new.busy = 1 BEGIN
  INSERT OR IGNORE INTO taken_time (resourceId, startMin, endMin, appointmentId)
    SELECT value, new.startMin, new.endMin, new.id FROM json_each(new.plan, '$.providers')
    UNION SELECT value, new.startMin - (new.plan ->> 'prepareMinutes'), new.endMin + (new.plan ->> 'cleanMinutes'), new.id
    FROM json_each(new.plan, '$.places');
END;
CREATE TRIGGER appointments_taken_u AFTER UPDATE OF plan, busy ON appointments
WHEN new.busy <> old.busy OR new.plan <> old.plan BEGIN
  DELETE FROM taken_time WHERE appointmentId = old.id AND claim = '' AND startMin = old.startMin
    AND resourceId IN (SELECT value FROM json_each(old.plan, '$.providers'));
  DELETE FROM taken_time WHERE appointmentId = old.id AND claim = '' AND startMin = old.startMin - (old.plan ->> 'prepareMinutes')
    AND resourceId IN (SELECT value FROM json_each(old.plan, '$.places'));
  INSERT OR IGNORE INTO taken_time (resourceId, startMin, endMin, appointmentId)
    SELECT value, new.startMin, new.endMin, new.id FROM json_each(new.plan, '$.providers') WHERE new.busy = 1
    UNION SELECT value, new.startMin - (new.plan ->> 'prepareMinutes'), new.endMin + (new.plan ->> 'cleanMinutes'), new.id
    FROM json_each(new.plan, '$.places') WHERE new.busy = 1;
END;
CREATE TRIGGER appointments_taken_d AFTER DELETE ON appointments WHEN old.busy = 1 BEGIN
  DELETE FROM taken_time WHERE appointmentId = old.id AND claim = '' AND startMin = old.startMin
    AND resourceId IN (SELECT value FROM json_each(old.plan, '$.providers'));
  DELETE FROM taken_time WHERE appointmentId = old.id AND claim = '' AND startMin = old.startMin - (old.plan ->> 'prepareMinutes')
    AND resourceId IN (SELECT value FROM json_each(old.plan, '$.places'));
END;

CREATE TABLE appointmentSeries (
  id        TEXT PRIMARY KEY,
  version   INTEGER NOT NULL,
  patientId TEXT NOT NULL,
  rule      TEXT NOT NULL,
  firstDay  TEXT NOT NULL,
  madeAt    TEXT NOT NULL,
  madeBy    TEXT NOT NULL
) STRICT;
CREATE INDEX appointmentSeries_by_patient ON appointmentSeries (patientId);

CREATE TABLE waitlistEntries (
  id            TEXT PRIMARY KEY,
  version       INTEGER NOT NULL,
  patientId     TEXT NOT NULL,
  visitTypeId   TEXT NOT NULL,
  providers     TEXT NOT NULL,
  locations     TEXT NOT NULL,
  weekdays      TEXT NOT NULL,
  fromMinute    INTEGER NOT NULL,
  toMinute      INTEGER NOT NULL,
  earliest      TEXT NOT NULL,
  latest        TEXT,
  urgent        INTEGER NOT NULL,
  note          TEXT NOT NULL,
  appointmentId TEXT,
  offers        TEXT NOT NULL,
  answers       TEXT NOT NULL,
  state         TEXT NOT NULL,
  why           TEXT NOT NULL,
  madeAt        TEXT NOT NULL,
  madeBy        TEXT NOT NULL
) STRICT;
CREATE INDEX waitlistEntries_by_state ON waitlistEntries (state, urgent, madeAt);
CREATE INDEX waitlistEntries_by_patient ON waitlistEntries (patientId);

CREATE TABLE recalls (
  id            TEXT PRIMARY KEY,
  version       INTEGER NOT NULL,
  patientId     TEXT NOT NULL,
  visitTypeId   TEXT,
  providerId    TEXT,
  dueOn         TEXT NOT NULL,
  reason        TEXT NOT NULL,
  note          TEXT NOT NULL,
  tries         TEXT NOT NULL,
  appointmentId TEXT,
  state         TEXT NOT NULL,
  madeAt        TEXT NOT NULL,
  madeBy        TEXT NOT NULL
) STRICT;
CREATE INDEX recalls_by_state ON recalls (state, dueOn);
CREATE INDEX recalls_by_patient ON recalls (patientId);

CREATE TABLE deskChecks (
  id            TEXT PRIMARY KEY,
  version       INTEGER NOT NULL,
  consent       TEXT,
  privacyNotice TEXT,
  card          TEXT,
  identity      TEXT,
  address       TEXT,
  eligibility   TEXT
) STRICT;

CREATE TABLE receipts (
  id            TEXT PRIMARY KEY,
  version       INTEGER NOT NULL,
  number        TEXT NOT NULL,
  patientId     TEXT NOT NULL,
  appointmentId TEXT,
  cents         INTEGER NOT NULL,
  method        TEXT NOT NULL,
  reference     TEXT NOT NULL,
  note          TEXT NOT NULL,
  voids         TEXT,
  at            TEXT NOT NULL,
  by            TEXT NOT NULL,
  device        TEXT NOT NULL,
  serial        INTEGER NOT NULL
) STRICT;
CREATE INDEX receipts_by_patient ON receipts (patientId, at);
CREATE INDEX receipts_by_appointment ON receipts (appointmentId, id) WHERE appointmentId IS NOT NULL;
CREATE INDEX receipts_by_time ON receipts (at);
-- the last number of a workstation
CREATE INDEX receipts_by_device ON receipts (device, serial);
CREATE INDEX receipts_by_number ON receipts (number);
CREATE INDEX receipts_by_voids ON receipts (voids) WHERE voids IS NOT NULL;

-- Never travels. The highest number this workstation has given to a receipt, also to one that is not in the record any more (docs/adr/0037).
CREATE TABLE receipt_number (
  one  INTEGER PRIMARY KEY CHECK (one = 1),
  last INTEGER NOT NULL
) STRICT;
