-- Who was reminded of what, how the practice reminds, and who wants no reminders (docs/schedule.md, "Reminders").
CREATE TABLE reminders (
  id            TEXT PRIMARY KEY,
  version       INTEGER NOT NULL,
  patientId     TEXT NOT NULL,
  appointmentId TEXT NOT NULL,
  channel       TEXT NOT NULL,
  language      TEXT NOT NULL,
  startsAt      TEXT NOT NULL,
  state         TEXT NOT NULL,
  at            TEXT NOT NULL,
  reason        TEXT NOT NULL,
  reply         TEXT,
  settled       TEXT
) STRICT;
CREATE INDEX reminders_by_patient ON reminders (patientId, at);
CREATE INDEX reminders_by_appointment ON reminders (appointmentId);
-- what somebody asked for and nobody has seen to yet
CREATE INDEX reminders_open ON reminders (at) WHERE reply IS NOT NULL AND settled IS NULL;

CREATE TABLE reminderPolicies (
  id          TEXT PRIMARY KEY,
  version     INTEGER NOT NULL,
  email       INTEGER NOT NULL,
  text        INTEGER NOT NULL,
  hoursBefore TEXT NOT NULL,
  quietFrom   INTEGER NOT NULL,
  quietTo     INTEGER NOT NULL,
  mayCancel   INTEGER NOT NULL,
  phone       TEXT NOT NULL,
  sender      TEXT NOT NULL,
  templates   TEXT NOT NULL
) STRICT;

CREATE TABLE contactPreferences (
  id       TEXT PRIMARY KEY,
  version  INTEGER NOT NULL,
  noEmail  INTEGER NOT NULL,
  noText   INTEGER NOT NULL,
  language TEXT,
  at       TEXT NOT NULL,
  by       TEXT
) STRICT;

-- Addresses at which the cloud gives the calendar of a provider (docs/schedule.md, "Calendars").
CREATE TABLE calendarFeeds (
  id         TEXT PRIMARY KEY,
  version    INTEGER NOT NULL,
  resourceId TEXT NOT NULL,
  tokenSha   TEXT NOT NULL,
  shows      TEXT NOT NULL,
  madeBy     TEXT NOT NULL,
  madeAt     TEXT NOT NULL,
  closedAt   TEXT
) STRICT;
