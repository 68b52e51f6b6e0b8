-- Segments say how long ago the charts in them were active, so that a workstation can stop at those it is to hold
-- (docs/sync.md, "Charts"). Those made before do not say it: they are made anew when somebody asks.
TRUNCATE snapshot_segment, snapshot;
ALTER TABLE snapshot_segment
  -- charts that end in it
  ADD COLUMN charts int NOT NULL CHECK (charts >= 0),
  -- active in so many months before it was made; null for any time, 0 for what is of no chart
  ADD COLUMN months int CHECK (months >= 0);
