-- Who works here and what they may do (docs/access.md): access levels of the practice's own, and what people come in with.

ALTER TABLE users ADD COLUMN levels TEXT NOT NULL DEFAULT '[]';
ALTER TABLE users ADD COLUMN exceptions TEXT NOT NULL DEFAULT '[]';
ALTER TABLE users ADD COLUMN endsOn TEXT;

CREATE TABLE access_levels (
  id          TEXT PRIMARY KEY,
  version     INTEGER NOT NULL,
  name        TEXT NOT NULL,
  basedOn     TEXT,
  permissions TEXT NOT NULL,
  archived    INTEGER NOT NULL,
  createdAt   TEXT NOT NULL
) STRICT;

-- By the user's id. Nothing in it opens without a password or a code.
CREATE TABLE credentials (
  id           TEXT PRIMARY KEY,
  version      INTEGER NOT NULL,
  keys         TEXT NOT NULL,
  secondFactor TEXT,
  createdAt    TEXT NOT NULL
) STRICT;

-- Whether everybody comes in with a second factor, and how long a workstation may go without a new grant; null as the product has it.
ALTER TABLE practices ADD COLUMN secondFactor TEXT;
ALTER TABLE practices ADD COLUMN leaseHours INTEGER;
