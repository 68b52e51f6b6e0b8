-- To whom data of patients was given (docs/exports.md, "To whom it was given"). Only added to.
CREATE TABLE disclosures (
  id               TEXT PRIMARY KEY,
  version          INTEGER NOT NULL,
  patientId        TEXT NOT NULL,
  day              TEXT NOT NULL,
  recipient        TEXT NOT NULL,
  recipientName    TEXT NOT NULL,
  recipientAddress TEXT NOT NULL,
  what             TEXT NOT NULL,
  purpose          TEXT NOT NULL,
  purposeText      TEXT NOT NULL,
  how              TEXT NOT NULL,
  notToldUntil     TEXT,
  corrects         TEXT,
  mistaken         INTEGER NOT NULL,
  why              TEXT NOT NULL,
  by               TEXT NOT NULL,
  at               TEXT NOT NULL
) STRICT;
CREATE INDEX disclosures_patient ON disclosures (patientId, day, at, id);
