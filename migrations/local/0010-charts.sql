-- Which charts are held here (docs/sync.md, "Charts"). A patient without a row has one that is held whole. Never travels.
CREATE TABLE chart (
  patient  TEXT PRIMARY KEY,
  -- no: its rows are not kept. loading: rows of the log are kept, and it is not whole. yes: whole
  held     TEXT NOT NULL CHECK (held IN ('no', 'loading', 'yes')),
  -- loading: what was missed until it was wanted is in no answer as of an earlier number of the log
  loadMin  INTEGER,
  -- yes: the number it is as of, until the log has been read so far
  asOf     INTEGER,
  -- loading: when a person wanted it; null where the rules of this workstation do
  wantedAt TEXT,
  -- yes: from a snapshot that is gone; the one that is taken in now says whether it still is
  again    INTEGER,
  -- when it was last in front of somebody, and when it was brought from the cloud: ISO 8601
  usedAt   TEXT,
  loadedAt TEXT,
  CHECK ((held = 'loading') = (loadMin IS NOT NULL)),
  CHECK (held = 'yes' OR (asOf IS NULL AND again IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX chart_away ON chart (held, wantedAt) WHERE held <> 'yes';
CREATE INDEX chart_ahead ON chart (asOf) WHERE asOf IS NOT NULL;

-- Rows the log removed from a chart while it was loading: an answer as of before that still has them.
CREATE TABLE chart_gone (
  patient TEXT NOT NULL,
  type    TEXT NOT NULL,
  id      TEXT NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (patient, type, id)
) STRICT, WITHOUT ROWID;

-- How this workstation is set. Never travels.
CREATE TABLE workstation_setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- What a workstation of the practice holds where it is not set otherwise; null for every chart.
ALTER TABLE practices ADD COLUMN chartsHeld TEXT;

-- What came from elsewhere goes with the chart it is part of.
CREATE INDEX originals_by_patient ON originals (patientId);
