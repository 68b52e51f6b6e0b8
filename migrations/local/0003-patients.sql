-- Patients, how they are found, and their insurance.

-- `n` is what the search index points to; a rowid without a name of its own would not survive VACUUM.
CREATE TABLE patients (
  n             INTEGER PRIMARY KEY,
  id            TEXT NOT NULL UNIQUE,
  version       INTEGER NOT NULL,
  mrn           TEXT NOT NULL,
  family        TEXT NOT NULL,
  given         TEXT NOT NULL,
  middle        TEXT NOT NULL,
  prefix        TEXT NOT NULL,
  suffix        TEXT NOT NULL,
  preferredName TEXT NOT NULL,
  otherNames    TEXT NOT NULL,
  birthDate     TEXT,
  deceased      INTEGER NOT NULL,
  deceasedOn    TEXT,
  sex           TEXT NOT NULL,
  birthSex      TEXT,
  race          TEXT NOT NULL,
  ethnicity     TEXT NOT NULL,
  language      TEXT NOT NULL,
  maritalStatus TEXT NOT NULL,
  birthOrder    INTEGER,
  phones        TEXT NOT NULL,
  email         TEXT NOT NULL,
  address       TEXT,
  contact       TEXT,
  identifiers   TEXT NOT NULL,
  active        INTEGER NOT NULL,
  registeredAt  TEXT NOT NULL,
  sortName      TEXT NOT NULL,
  searchText    TEXT NOT NULL,
  phoneDigits   TEXT NOT NULL
) STRICT;
CREATE INDEX patients_by_name ON patients (sortName, birthDate);
CREATE INDEX patients_by_birth ON patients (birthDate, sortName);
CREATE INDEX patients_by_mrn ON patients (mrn);
CREATE INDEX patients_by_registration ON patients (registeredAt);

-- Words of names, MRN and phone endings, by prefix. Contentless: the words stand in patients.searchText already.
CREATE VIRTUAL TABLE patient_search USING fts5 (
  searchText, content = '', contentless_delete = 1, detail = none, prefix = '1 2 3 4',
  tokenize = "unicode61 remove_diacritics 0"
);
CREATE TRIGGER patients_searchable_i AFTER INSERT ON patients BEGIN
  INSERT INTO patient_search (rowid, searchText) VALUES (new.n, new.searchText);
END;
CREATE TRIGGER patients_searchable_u AFTER UPDATE OF searchText ON patients WHEN new.searchText <> old.searchText BEGIN
  DELETE FROM patient_search WHERE rowid = old.n;
  INSERT INTO patient_search (rowid, searchText) VALUES (new.n, new.searchText);
END;
CREATE TRIGGER patients_searchable_d AFTER DELETE ON patients BEGIN
  DELETE FROM patient_search WHERE rowid = old.n;
END;

CREATE TABLE coverages (
  id           TEXT PRIMARY KEY,
  version      INTEGER NOT NULL,
  patientId    TEXT NOT NULL,
  rank         INTEGER NOT NULL,
  payerName    TEXT NOT NULL,
  payerId      TEXT NOT NULL,
  memberId     TEXT NOT NULL,
  groupNumber  TEXT NOT NULL,
  planName     TEXT NOT NULL,
  relationship TEXT NOT NULL,
  status       TEXT NOT NULL,
  startsOn     TEXT,
  endsOn       TEXT
) STRICT;
CREATE INDEX coverages_by_patient ON coverages (patientId, rank);
