-- What the commands of the last weeks came to, by the id their page gave them: one that is sent again, because its
-- answer was lost with a process, is answered again and not done again. `sha` is of what was sent.
CREATE TABLE done_command (
  id     TEXT PRIMARY KEY,
  actor  TEXT NOT NULL,
  sha    BLOB NOT NULL,
  output TEXT NOT NULL,
  at     TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX done_command_by_at ON done_command (at);
