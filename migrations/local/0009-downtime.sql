-- Being ready for a time without the cloud, and settling up after one. Nothing of this travels.

-- Whom somebody put into the downtime pack by hand, or left out of it.
CREATE TABLE pack_choice (
  patientId TEXT PRIMARY KEY,
  choice    TEXT NOT NULL CHECK (choice IN ('in', 'out')),
  chosenBy  TEXT NOT NULL,
  chosenAt  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Who is expected on a day: every visit there is, by when it begins.
CREATE INDEX encounters_by_start ON encounters (startsAt);

-- The changes made here meanwhile are those above `fromSeq`, up to `toSeq` (localSeq of the outbox). `until`: when a
-- drill ends by itself. A drill says who started and ended it; every one of them who settled up after it.
ALTER TABLE outage ADD COLUMN fromSeq INTEGER;
ALTER TABLE outage ADD COLUMN toSeq INTEGER;
ALTER TABLE outage ADD COLUMN until TEXT;
ALTER TABLE outage ADD COLUMN startedBy TEXT;
ALTER TABLE outage ADD COLUMN endedBy TEXT;
ALTER TABLE outage ADD COLUMN signedBy TEXT;
ALTER TABLE outage ADD COLUMN signedAt TEXT;
ALTER TABLE outage ADD COLUMN note TEXT;
CREATE INDEX outbox_archive_by_local ON outbox_archive (localSeq);

-- What this workstation used up, one row a day: how long numbers and disk last is reckoned from it.
CREATE TABLE daily_figure (
  day        TEXT PRIMARY KEY,
  storeBytes INTEGER NOT NULL,
  -- record numbers that were left
  numbers    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
