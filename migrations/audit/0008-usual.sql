-- Charts that somebody opened, by day: what is usual for them (docs/access.md, "Cases"). An entry of anything else adds nothing.
CREATE INDEX audit_opened ON audit (actor, at, subject) WHERE action = 'chart.open' AND outcome = 'done';
-- Who is concerned by an alarm, as the cloud has it: JSON, ids.
ALTER TABLE audit_alarm ADD COLUMN concerns TEXT NOT NULL DEFAULT '[]';
-- Who has been signed in here. Never travels; nobody is taken out.
CREATE TABLE known_here (
  actor TEXT PRIMARY KEY,
  at    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO known_here (actor, at) SELECT actor, min(at) FROM audit WHERE actor IS NOT NULL AND session IS NOT NULL GROUP BY actor;
