-- What opens a workstation for reading on the day nobody can sign in: the public half of its key, and the private half under two of three sheets.
CREATE TABLE emergencyKits (
  id      TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  kit     TEXT NOT NULL
) STRICT;

-- Each time it was used.
CREATE TABLE kitUses (
  id      TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  kitId   TEXT NOT NULL,
  device  TEXT NOT NULL,
  at      TEXT NOT NULL,
  names   TEXT NOT NULL,
  reason  TEXT NOT NULL,
  marks   TEXT NOT NULL,
  notedBy TEXT NOT NULL
) STRICT;
CREATE INDEX kitUses_at ON kitUses (at);
