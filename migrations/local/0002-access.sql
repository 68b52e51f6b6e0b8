-- The practice, the people who work in it, and the directory of those who treat its patients.

CREATE TABLE practices (
  id        TEXT PRIMARY KEY,
  version   INTEGER NOT NULL,
  name      TEXT NOT NULL,
  timeZone  TEXT NOT NULL,
  createdAt TEXT NOT NULL
) STRICT;

CREATE TABLE users (
  id          TEXT PRIMARY KEY,
  version     INTEGER NOT NULL,
  username    TEXT NOT NULL,
  displayName TEXT NOT NULL,
  roles       TEXT NOT NULL,
  active      INTEGER NOT NULL,
  createdAt   TEXT NOT NULL
) STRICT;

CREATE TABLE practitioners (
  id       TEXT PRIMARY KEY,
  version  INTEGER NOT NULL,
  name     TEXT NOT NULL,
  npi      TEXT,
  phone    TEXT,
  active   INTEGER NOT NULL,
  sortName TEXT NOT NULL
) STRICT;
CREATE INDEX practitioners_by_name ON practitioners (sortName);

CREATE TABLE organizations (
  id      TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  name    TEXT NOT NULL,
  kind    TEXT,
  phone   TEXT,
  address TEXT,
  active  INTEGER NOT NULL
) STRICT;

CREATE TABLE locations (
  id      TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  name    TEXT NOT NULL,
  phone   TEXT,
  address TEXT,
  active  INTEGER NOT NULL
) STRICT;
