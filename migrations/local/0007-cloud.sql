-- More than one block of numbers of a kind: the cloud gives the next before the present one is used up.
ALTER TABLE lease RENAME TO lease_of_one;
CREATE TABLE lease (
  kind TEXT NOT NULL,
  next INTEGER NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (kind, last)
) STRICT, WITHOUT ROWID;
INSERT INTO lease (kind, next, last) SELECT kind, next, last FROM lease_of_one;
DROP TABLE lease_of_one;

-- When the cloud could not be reached, why, and what was made here meanwhile. Times: ISO 8601. Never travels.
CREATE TABLE outage (
  startedAt TEXT PRIMARY KEY,
  why       TEXT NOT NULL,
  endedAt   TEXT,
  -- ops that waited when it ended, and when the last of them had been sent
  waiting   INTEGER,
  sentAt    TEXT
) STRICT, WITHOUT ROWID;
