-- An appointment with two plans holds its time at both places until somebody has chosen (docs/schedule.md, "When desks are apart"): that of the
-- plan in force by its own triggers, that of the other by these. Never travels; triggers follow the conflicts, whoever writes them.
CREATE INDEX taken_time_by_claim ON taken_time (claim) WHERE claim <> '';

CREATE VIEW offered_time AS
  SELECT plans.id, plans.entityId, who.value AS resourceId,
    CAST(strftime('%s', plan ->> 'startsAt') AS INTEGER) / 60 AS startMin,
    CAST(strftime('%s', plan ->> 'startsAt') AS INTEGER) / 60 + (plan ->> 'minutes') AS endMin
  FROM (
    SELECT conflicts.id, conflicts.entityId, field.value -> 'offered' AS plan FROM conflicts, json_each(conflicts.fields) AS field
    WHERE conflicts.entityType = 'appointment' AND conflicts.kind = 'fields' AND conflicts.state = 'open'
      AND field.value ->> 'field' = 'plan' AND field.value ->> '$.offered.cancelled' = 0
  ) AS plans, json_each(plan, '$.providers') AS who
  UNION
  SELECT plans.id, plans.entityId, place.value,
    CAST(strftime('%s', plan ->> 'startsAt') AS INTEGER) / 60 - (plan ->> 'prepareMinutes'),
    CAST(strftime('%s', plan ->> 'startsAt') AS INTEGER) / 60 + (plan ->> 'minutes') + (plan ->> 'cleanMinutes')
  FROM (
    SELECT conflicts.id, conflicts.entityId, field.value -> 'offered' AS plan FROM conflicts, json_each(conflicts.fields) AS field
    WHERE conflicts.entityType = 'appointment' AND conflicts.kind = 'fields' AND conflicts.state = 'open'
      AND field.value ->> 'field' = 'plan' AND field.value ->> '$.offered.cancelled' = 0
  ) AS plans, json_each(plan, '$.places') AS place;

CREATE TRIGGER conflicts_taken_i AFTER INSERT ON conflicts WHEN new.entityType = 'appointment' BEGIN
  INSERT OR IGNORE INTO taken_time (resourceId, startMin, endMin, appointmentId, claim)
    SELECT resourceId, startMin, endMin, entityId, id FROM offered_time WHERE id = new.id;
END;
CREATE TRIGGER conflicts_taken_u AFTER UPDATE OF state, fields ON conflicts
WHEN new.entityType = 'appointment' AND (new.state <> old.state OR new.fields <> old.fields) BEGIN
  DELETE FROM taken_time WHERE claim = old.id AND claim <> '';
  INSERT OR IGNORE INTO taken_time (resourceId, startMin, endMin, appointmentId, claim)
    SELECT resourceId, startMin, endMin, entityId, id FROM offered_time WHERE id = new.id;
END;
CREATE TRIGGER conflicts_taken_d AFTER DELETE ON conflicts WHEN old.entityType = 'appointment' BEGIN
  DELETE FROM taken_time WHERE claim = old.id AND claim <> '';
END;
