-- Which patients somebody reaches, by location and department (docs/access.md, "Scope").

ALTER TABLE locations ADD COLUMN own INTEGER NOT NULL DEFAULT 0;
ALTER TABLE locations ADD COLUMN partOf TEXT;
CREATE INDEX locations_own ON locations (own, id, partOf) WHERE own = 1;

ALTER TABLE users ADD COLUMN scope TEXT NOT NULL DEFAULT '[]';
ALTER TABLE users ADD COLUMN practitionerId TEXT;
ALTER TABLE access_levels ADD COLUMN scope TEXT NOT NULL DEFAULT '[]';

-- By the patient's id.
CREATE TABLE patientPlaces (
  id      TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  places  TEXT NOT NULL,
  people  TEXT NOT NULL,
  by      TEXT NOT NULL,
  at      TEXT NOT NULL
) STRICT;

-- Where somebody was seen and by whom: read of every line of a list, and never from the table.
CREATE INDEX encounters_for_reach ON encounters (patientId, status, locationId, practitionerId);
-- Who has added something to a chart.
CREATE INDEX documents_added ON documents (addedBy, patientId, addedAt) WHERE addedBy IS NOT NULL;
