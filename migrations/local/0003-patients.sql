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
  primaryCare   TEXT,
  active        INTEGER NOT NULL,
  registeredAt  TEXT NOT NULL,
  sortName      TEXT NOT NULL,
  searchText    TEXT NOT NULL,
  numbers       TEXT NOT NULL
) STRICT;
CREATE INDEX patients_by_name ON patients (sortName, birthDate);
CREATE INDEX patients_by_birth ON patients (birthDate, sortName);
CREATE INDEX patients_by_mrn ON patients (mrn);
CREATE INDEX patients_by_registration ON patients (registeredAt);
-- the list of everyone shows active patients unless asked otherwise
CREATE INDEX patients_active_by_name ON patients (active, sortName, birthDate);
CREATE INDEX patients_active_by_birth ON patients (active, birthDate, sortName);
CREATE INDEX patients_active_by_mrn ON patients (active, mrn);
CREATE INDEX patients_active_by_registration ON patients (active, registeredAt);

-- Words of names, by prefix. Contentless: the words stand in patients.searchText already.
CREATE VIRTUAL TABLE patient_search USING fts5 (
  searchText, content = '', contentless_delete = 1, detail = none, prefix = '1 2 3 4',
  tokenize = "unicode61 remove_diacritics 0"
);
CREATE VIRTUAL TABLE patient_word USING fts5vocab (patient_search, 'row');

-- Record and phone numbers, whole and by their endings.
CREATE TABLE patient_number (
  number TEXT NOT NULL,
  n      INTEGER NOT NULL,
  PRIMARY KEY (number, n)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER patients_findable_i AFTER INSERT ON patients BEGIN
  INSERT INTO patient_search (rowid, searchText) VALUES (new.n, new.searchText);
  INSERT INTO patient_number (number, n) SELECT value, new.n FROM json_each(new.numbers);
END;
CREATE TRIGGER patients_names_u AFTER UPDATE OF searchText ON patients WHEN new.searchText <> old.searchText BEGIN
  DELETE FROM patient_search WHERE rowid = old.n;
  INSERT INTO patient_search (rowid, searchText) VALUES (new.n, new.searchText);
END;
CREATE TRIGGER patients_numbers_u AFTER UPDATE OF numbers ON patients WHEN new.numbers <> old.numbers BEGIN
  DELETE FROM patient_number WHERE n = old.n AND number IN (SELECT value FROM json_each(old.numbers));
  INSERT INTO patient_number (number, n) SELECT value, new.n FROM json_each(new.numbers);
END;
CREATE TRIGGER patients_findable_d AFTER DELETE ON patients BEGIN
  DELETE FROM patient_search WHERE rowid = old.n;
  DELETE FROM patient_number WHERE n = old.n AND number IN (SELECT value FROM json_each(old.numbers));
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
