-- Kinds of data in a chart (docs/access.md, "Kinds of data"): each entry says of which it is, and one table says which entries there are.

ALTER TABLE encounters ADD COLUMN sensitivity TEXT;
ALTER TABLE encounters ADD COLUMN sensitivitySet TEXT;
ALTER TABLE problems ADD COLUMN sensitivity TEXT;
ALTER TABLE problems ADD COLUMN sensitivitySet TEXT;
ALTER TABLE medications ADD COLUMN sensitivity TEXT;
ALTER TABLE medications ADD COLUMN sensitivitySet TEXT;
ALTER TABLE observations ADD COLUMN sensitivity TEXT;
ALTER TABLE observations ADD COLUMN sensitivitySet TEXT;
ALTER TABLE reports ADD COLUMN sensitivity TEXT;
ALTER TABLE reports ADD COLUMN sensitivitySet TEXT;
ALTER TABLE immunizations ADD COLUMN sensitivity TEXT;
ALTER TABLE immunizations ADD COLUMN sensitivitySet TEXT;
ALTER TABLE procedures ADD COLUMN sensitivity TEXT;
ALTER TABLE procedures ADD COLUMN sensitivitySet TEXT;
ALTER TABLE documents ADD COLUMN sensitivity TEXT;
ALTER TABLE documents ADD COLUMN sensitivitySet TEXT;
ALTER TABLE carePlans ADD COLUMN sensitivity TEXT;
ALTER TABLE carePlans ADD COLUMN sensitivitySet TEXT;
ALTER TABLE goals ADD COLUMN sensitivity TEXT;
ALTER TABLE goals ADD COLUMN sensitivitySet TEXT;
ALTER TABLE careTeams ADD COLUMN sensitivity TEXT;
ALTER TABLE careTeams ADD COLUMN sensitivitySet TEXT;
ALTER TABLE originals ADD COLUMN sensitivity TEXT;
ALTER TABLE originals ADD COLUMN sensitivitySet TEXT;

-- Never travels; triggers follow the rows, whoever writes them. One line for each kind of an entry, and of what would give it away: the
-- bytes a document came with, two versions of it. `of`: the row that says so. `author`: the user who wrote it, who is shown it.
CREATE TABLE sensitive_entry (
  id        TEXT NOT NULL,
  kind      TEXT NOT NULL,
  of        TEXT NOT NULL,
  type      TEXT NOT NULL,
  -- of an observation
  category  TEXT,
  patientId TEXT,
  author    TEXT,
  PRIMARY KEY (id, kind, of, type)
) STRICT, WITHOUT ROWID;
CREATE INDEX sensitive_entry_by_patient ON sensitive_entry (patientId, kind);
CREATE INDEX sensitive_entry_by_row ON sensitive_entry (of);

CREATE TRIGGER encounters_sensitive_i AFTER INSERT ON encounters WHEN new.sensitivity IS NOT NULL BEGIN
  INSERT INTO sensitive_entry (id, kind, of, type, category, patientId, author)
    SELECT DISTINCT new.id, value, new.id, 'encounter', NULL, new.patientId, NULL FROM json_each(new.sensitivity);
END;
CREATE TRIGGER encounters_sensitive_u AFTER UPDATE ON encounters WHEN new.sensitivity IS NOT NULL OR old.sensitivity IS NOT NULL BEGIN
  DELETE FROM sensitive_entry WHERE of = old.id AND type = 'encounter';
  INSERT INTO sensitive_entry (id, kind, of, type, category, patientId, author)
    SELECT DISTINCT new.id, value, new.id, 'encounter', NULL, new.patientId, NULL FROM json_each(new.sensitivity);
END;
CREATE TRIGGER encounters_sensitive_d AFTER DELETE ON encounters WHEN old.sensitivity IS NOT NULL BEGIN
  DELETE FROM sensitive_entry WHERE of = old.id AND type = 'encounter';
END;
CREATE TRIGGER problems_sensitive_i AFTER INSERT ON problems WHEN new.sensitivity IS NOT NULL BEGIN
  INSERT INTO sensitive_entry (id, kind, of, type, category, patientId, author)
    SELECT DISTINCT new.id, value, new.id, 'problem', NULL, new.patientId, NULL FROM json_each(new.sensitivity);
END;
CREATE TRIGGER problems_sensitive_u AFTER UPDATE ON problems WHEN new.sensitivity IS NOT NULL OR old.sensitivity IS NOT NULL BEGIN
  DELETE FROM sensitive_entry WHERE of = old.id AND type = 'problem';
  INSERT INTO sensitive_entry (id, kind, of, type, category, patientId, author)
    SELECT DISTINCT new.id, value, new.id, 'problem', NULL, new.patientId, NULL FROM json_each(new.sensitivity);
END;
CREATE TRIGGER problems_sensitive_d AFTER DELETE ON problems WHEN old.sensitivity IS NOT NULL BEGIN
  DELETE FROM sensitive_entry WHERE of = old.id AND type = 'problem';
END;
CREATE TRIGGER medications_sensitive_i AFTER INSERT ON medications WHEN new.sensitivity IS NOT NULL BEGIN
  INSERT INTO sensitive_entry (id, kind, of, type, category, patientId, author)
    SELECT DISTINCT new.id, value, new.id, 'medication', NULL, new.patientId, NULL FROM json_each(new.sensitivity);
END;
CREATE TRIGGER medications_sensitive_u AFTER UPDATE ON medications WHEN new.sensitivity IS NOT NULL OR old.sensitivity IS NOT NULL BEGIN
  DELETE FROM sensitive_entry WHERE of = old.id AND type = 'medication';
  INSERT INTO sensitive_entry (id, kind, of, type, category, patientId, author)
    SELECT DISTINCT new.id, value, new.id, 'medication', NULL, new.patientId, NULL FROM json_each(new.sensitivity);
END;
CREATE TRIGGER medications_sensitive_d AFTER DELETE ON medications WHEN old.sensitivity IS NOT NULL BEGIN
  DELETE FROM sensitive_entry WHERE of = old.id AND type = 'medication';
END;
CREATE TRIGGER observations_sensitive_i AFTER INSERT ON observations WHEN new.sensitivity IS NOT NULL BEGIN
  INSERT INTO sensitive_entry (id, kind, of, type, category, patientId, author)
    SELECT DISTINCT new.id, value, new.id, 'observation', new.category, new.patientId, NULL FROM json_each(new.sensitivity);
END;
CREATE TRIGGER observations_sensitive_u AFTER UPDATE ON observations WHEN new.sensitivity IS NOT NULL OR old.sensitivity IS NOT NULL BEGIN
  DELETE FROM sensitive_entry WHERE of = old.id AND type = 'observation';
  INSERT INTO sensitive_entry (id, kind, of, type, category, patientId, author)
    SELECT DISTINCT new.id, value, new.id, 'observation', new.category, new.patientId, NULL FROM json_each(new.sensitivity);
END;
CREATE TRIGGER observations_sensitive_d AFTER DELETE ON observations WHEN old.sensitivity IS NOT NULL BEGIN
  DELETE FROM sensitive_entry WHERE of = old.id AND type = 'observation';
END;
CREATE TRIGGER reports_sensitive_i AFTER INSERT ON reports WHEN new.sensitivity IS NOT NULL BEGIN
  INSERT INTO sensitive_entry (id, kind, of, type, category, patientId, author)
    SELECT DISTINCT new.id, value, new.id, 'report', NULL, new.patientId, NULL FROM json_each(new.sensitivity);
END;
CREATE TRIGGER reports_sensitive_u AFTER UPDATE ON reports WHEN new.sensitivity IS NOT NULL OR old.sensitivity IS NOT NULL BEGIN
  DELETE FROM sensitive_entry WHERE of = old.id AND type = 'report';
  INSERT INTO sensitive_entry (id, kind, of, type, category, patientId, author)
    SELECT DISTINCT new.id, value, new.id, 'report', NULL, new.patientId, NULL FROM json_each(new.sensitivity);
END;
CREATE TRIGGER reports_sensitive_d AFTER DELETE ON reports WHEN old.sensitivity IS NOT NULL BEGIN
  DELETE FROM sensitive_entry WHERE of = old.id AND type = 'report';
END;
CREATE TRIGGER immunizations_sensitive_i AFTER INSERT ON immunizations WHEN new.sensitivity IS NOT NULL BEGIN
  INSERT INTO sensitive_entry (id, kind, of, type, category, patientId, author)
    SELECT DISTINCT new.id, value, new.id, 'immunization', NULL, new.patientId, NULL FROM json_each(new.sensitivity);
END;
CREATE TRIGGER immunizations_sensitive_u AFTER UPDATE ON immunizations WHEN new.sensitivity IS NOT NULL OR old.sensitivity IS NOT NULL BEGIN
  DELETE FROM sensitive_entry WHERE of = old.id AND type = 'immunization';
  INSERT INTO sensitive_entry (id, kind, of, type, category, patientId, author)
    SELECT DISTINCT new.id, value, new.id, 'immunization', NULL, new.patientId, NULL FROM json_each(new.sensitivity);
END;
CREATE TRIGGER immunizations_sensitive_d AFTER DELETE ON immunizations WHEN old.sensitivity IS NOT NULL BEGIN
  DELETE FROM sensitive_entry WHERE of = old.id AND type = 'immunization';
END;
CREATE TRIGGER procedures_sensitive_i AFTER INSERT ON procedures WHEN new.sensitivity IS NOT NULL BEGIN
  INSERT INTO sensitive_entry (id, kind, of, type, category, patientId, author)
    SELECT DISTINCT new.id, value, new.id, 'procedure', NULL, new.patientId, NULL FROM json_each(new.sensitivity);
END;
CREATE TRIGGER procedures_sensitive_u AFTER UPDATE ON procedures WHEN new.sensitivity IS NOT NULL OR old.sensitivity IS NOT NULL BEGIN
  DELETE FROM sensitive_entry WHERE of = old.id AND type = 'procedure';
  INSERT INTO sensitive_entry (id, kind, of, type, category, patientId, author)
    SELECT DISTINCT new.id, value, new.id, 'procedure', NULL, new.patientId, NULL FROM json_each(new.sensitivity);
END;
CREATE TRIGGER procedures_sensitive_d AFTER DELETE ON procedures WHEN old.sensitivity IS NOT NULL BEGIN
  DELETE FROM sensitive_entry WHERE of = old.id AND type = 'procedure';
END;
CREATE TRIGGER documents_sensitive_i AFTER INSERT ON documents WHEN new.sensitivity IS NOT NULL BEGIN
  INSERT INTO sensitive_entry (id, kind, of, type, category, patientId, author)
    SELECT DISTINCT new.id, value, new.id, 'document', NULL, new.patientId, new.addedBy FROM json_each(new.sensitivity);
  INSERT INTO sensitive_entry (id, kind, of, type, patientId, author)
    SELECT DISTINCT a.value ->> 'binaryId', k.value, new.id, 'binary', new.patientId, new.addedBy
    FROM json_each(new.sensitivity) k, json_each(new.attachments) a WHERE a.value ->> 'binaryId' <> new.id;
END;
CREATE TRIGGER documents_sensitive_u AFTER UPDATE ON documents WHEN new.sensitivity IS NOT NULL OR old.sensitivity IS NOT NULL BEGIN
  DELETE FROM sensitive_entry WHERE of = old.id AND type IN ('document', 'binary');
  INSERT INTO sensitive_entry (id, kind, of, type, category, patientId, author)
    SELECT DISTINCT new.id, value, new.id, 'document', NULL, new.patientId, new.addedBy FROM json_each(new.sensitivity);
  INSERT INTO sensitive_entry (id, kind, of, type, patientId, author)
    SELECT DISTINCT a.value ->> 'binaryId', k.value, new.id, 'binary', new.patientId, new.addedBy
    FROM json_each(new.sensitivity) k, json_each(new.attachments) a WHERE a.value ->> 'binaryId' <> new.id;
END;
CREATE TRIGGER documents_sensitive_d AFTER DELETE ON documents WHEN old.sensitivity IS NOT NULL BEGIN
  DELETE FROM sensitive_entry WHERE of = old.id AND type IN ('document', 'binary');
END;
CREATE TRIGGER carePlans_sensitive_i AFTER INSERT ON carePlans WHEN new.sensitivity IS NOT NULL BEGIN
  INSERT INTO sensitive_entry (id, kind, of, type, category, patientId, author)
    SELECT DISTINCT new.id, value, new.id, 'carePlan', NULL, new.patientId, NULL FROM json_each(new.sensitivity);
END;
CREATE TRIGGER carePlans_sensitive_u AFTER UPDATE ON carePlans WHEN new.sensitivity IS NOT NULL OR old.sensitivity IS NOT NULL BEGIN
  DELETE FROM sensitive_entry WHERE of = old.id AND type = 'carePlan';
  INSERT INTO sensitive_entry (id, kind, of, type, category, patientId, author)
    SELECT DISTINCT new.id, value, new.id, 'carePlan', NULL, new.patientId, NULL FROM json_each(new.sensitivity);
END;
CREATE TRIGGER carePlans_sensitive_d AFTER DELETE ON carePlans WHEN old.sensitivity IS NOT NULL BEGIN
  DELETE FROM sensitive_entry WHERE of = old.id AND type = 'carePlan';
END;
CREATE TRIGGER goals_sensitive_i AFTER INSERT ON goals WHEN new.sensitivity IS NOT NULL BEGIN
  INSERT INTO sensitive_entry (id, kind, of, type, category, patientId, author)
    SELECT DISTINCT new.id, value, new.id, 'goal', NULL, new.patientId, NULL FROM json_each(new.sensitivity);
END;
CREATE TRIGGER goals_sensitive_u AFTER UPDATE ON goals WHEN new.sensitivity IS NOT NULL OR old.sensitivity IS NOT NULL BEGIN
  DELETE FROM sensitive_entry WHERE of = old.id AND type = 'goal';
  INSERT INTO sensitive_entry (id, kind, of, type, category, patientId, author)
    SELECT DISTINCT new.id, value, new.id, 'goal', NULL, new.patientId, NULL FROM json_each(new.sensitivity);
END;
CREATE TRIGGER goals_sensitive_d AFTER DELETE ON goals WHEN old.sensitivity IS NOT NULL BEGIN
  DELETE FROM sensitive_entry WHERE of = old.id AND type = 'goal';
END;
CREATE TRIGGER careTeams_sensitive_i AFTER INSERT ON careTeams WHEN new.sensitivity IS NOT NULL BEGIN
  INSERT INTO sensitive_entry (id, kind, of, type, category, patientId, author)
    SELECT DISTINCT new.id, value, new.id, 'careTeam', NULL, new.patientId, NULL FROM json_each(new.sensitivity);
END;
CREATE TRIGGER careTeams_sensitive_u AFTER UPDATE ON careTeams WHEN new.sensitivity IS NOT NULL OR old.sensitivity IS NOT NULL BEGIN
  DELETE FROM sensitive_entry WHERE of = old.id AND type = 'careTeam';
  INSERT INTO sensitive_entry (id, kind, of, type, category, patientId, author)
    SELECT DISTINCT new.id, value, new.id, 'careTeam', NULL, new.patientId, NULL FROM json_each(new.sensitivity);
END;
CREATE TRIGGER careTeams_sensitive_d AFTER DELETE ON careTeams WHEN old.sensitivity IS NOT NULL BEGIN
  DELETE FROM sensitive_entry WHERE of = old.id AND type = 'careTeam';
END;
CREATE TRIGGER originals_sensitive_i AFTER INSERT ON originals WHEN new.sensitivity IS NOT NULL BEGIN
  INSERT INTO sensitive_entry (id, kind, of, type, category, patientId, author)
    SELECT DISTINCT new.id, value, new.id, 'original', NULL, new.patientId, NULL FROM json_each(new.sensitivity);
END;
CREATE TRIGGER originals_sensitive_u AFTER UPDATE ON originals WHEN new.sensitivity IS NOT NULL OR old.sensitivity IS NOT NULL BEGIN
  DELETE FROM sensitive_entry WHERE of = old.id AND type = 'original';
  INSERT INTO sensitive_entry (id, kind, of, type, category, patientId, author)
    SELECT DISTINCT new.id, value, new.id, 'original', NULL, new.patientId, NULL FROM json_each(new.sensitivity);
END;
CREATE TRIGGER originals_sensitive_d AFTER DELETE ON originals WHEN old.sensitivity IS NOT NULL BEGIN
  DELETE FROM sensitive_entry WHERE of = old.id AND type = 'original';
END;

-- Two versions of an entry, as long as one of them says its kind: the row itself may be gone.
CREATE TRIGGER conflicts_sensitive_i AFTER INSERT ON conflicts WHEN instr(new.fields, '"sensitivity"') > 0 BEGIN
  INSERT INTO sensitive_entry (id, kind, of, type, patientId)
    SELECT new.id, k.value, new.id, 'conflict', new.patientId
    FROM json_each(new.fields) f, json_each(f.value, '$.held') k WHERE f.value ->> 'field' = 'sensitivity' AND k.type = 'text'
    UNION SELECT new.id, k.value, new.id, 'conflict', new.patientId
    FROM json_each(new.fields) f, json_each(f.value, '$.offered') k WHERE f.value ->> 'field' = 'sensitivity' AND k.type = 'text';
END;
CREATE TRIGGER conflicts_sensitive_u AFTER UPDATE OF fields ON conflicts
WHEN instr(new.fields, '"sensitivity"') > 0 OR instr(old.fields, '"sensitivity"') > 0 BEGIN
  DELETE FROM sensitive_entry WHERE of = old.id AND type = 'conflict';
  INSERT INTO sensitive_entry (id, kind, of, type, patientId)
    SELECT new.id, k.value, new.id, 'conflict', new.patientId
    FROM json_each(new.fields) f, json_each(f.value, '$.held') k WHERE f.value ->> 'field' = 'sensitivity' AND k.type = 'text'
    UNION SELECT new.id, k.value, new.id, 'conflict', new.patientId
    FROM json_each(new.fields) f, json_each(f.value, '$.offered') k WHERE f.value ->> 'field' = 'sensitivity' AND k.type = 'text';
END;
CREATE TRIGGER conflicts_sensitive_d AFTER DELETE ON conflicts WHEN instr(old.fields, '"sensitivity"') > 0 BEGIN
  DELETE FROM sensitive_entry WHERE of = old.id AND type = 'conflict';
END;
