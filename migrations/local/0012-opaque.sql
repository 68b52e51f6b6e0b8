-- What a newer cloud says that this version does not know: whole rows of types it has no table for, and of rows it has a table
-- for the fields it has no column for. Neither shown nor thrown away: the next version makes it real. `fields` is compressed JSON.
CREATE TABLE opaque (
  type    TEXT NOT NULL,
  id      TEXT NOT NULL,
  version INTEGER NOT NULL,
  -- whose chart it is part of, and goes with
  patient TEXT,
  fields  BLOB NOT NULL,
  PRIMARY KEY (type, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX opaque_patient ON opaque (patient) WHERE patient IS NOT NULL;
