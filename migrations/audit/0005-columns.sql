-- What entries are found and sorted by, a stretch of them at a time, field by field: read whole by whoever searches the log. Made of
-- the entries when somebody first searches them, so that an append costs nothing for it. No part of the chain; made anew where it is gone.
CREATE TABLE audit_word (
  code INTEGER PRIMARY KEY,
  word TEXT NOT NULL
) STRICT;

CREATE TABLE audit_stretch (
  first   INTEGER PRIMARY KEY,
  last    INTEGER NOT NULL,
  -- raw deflate (src-main/audit/log-stretch.ts)
  columns BLOB NOT NULL
) STRICT;
