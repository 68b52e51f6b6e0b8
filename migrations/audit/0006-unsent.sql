-- Whether something waits here for the cloud, as it was when whoever was in was let out. Told while the record is closed: a workstation
-- that is to wipe itself once all is sent (src-main/app/wiping.ts) asks it.
CREATE TABLE unsent (
  one     INTEGER PRIMARY KEY CHECK (one = 1),
  waiting INTEGER NOT NULL
) STRICT;
INSERT INTO unsent (one, waiting) VALUES (1, 1);
