-- What is usual for whoever a case is about, and who did the same beside them (docs/access.md, "Cases").
ALTER TABLE privacyCases ADD COLUMN usual INTEGER;
ALTER TABLE privacyCases ADD COLUMN others TEXT NOT NULL DEFAULT '[]';
-- Emergencies of the last weeks.
CREATE INDEX emergencyAccesses_at ON emergencyAccesses (at);
