-- How access came about and who has looked at it since (docs/access.md).

-- One line an act of an administrator about one person, with the reason they gave.
CREATE TABLE accessEvents (
  id      TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  userId  TEXT NOT NULL,
  what    TEXT NOT NULL,
  reason  TEXT NOT NULL,
  checked TEXT,
  by      TEXT NOT NULL,
  at      TEXT NOT NULL
) STRICT;
CREATE INDEX accessEvents_user ON accessEvents (userId);

CREATE TABLE accessReviews (
  id         TEXT PRIMARY KEY,
  version    INTEGER NOT NULL,
  reviewedBy TEXT NOT NULL,
  at         TEXT NOT NULL,
  lines      TEXT NOT NULL
) STRICT;
