-- What reports make of the steps of a visit, beside its row (shared/schedule/stays.ts, which says what it is; this says it once, of the rows that are there).
ALTER TABLE appointments ADD COLUMN stays TEXT;
ALTER TABLE appointments ADD COLUMN isLate INTEGER NOT NULL DEFAULT 0;

WITH
  took (id, kind, at, ms) AS (
    SELECT a.id, s.value ->> 'kind', s.value ->> 'at', CAST(round(unixepoch(s.value ->> 'at', 'subsec') * 1000) AS INTEGER)
    FROM appointments a, json_each(a.steps) s
  ),
  place (kind, rank) AS (VALUES ('arrived', 0), ('roomed', 1), ('with-provider', 2), ('checkout', 3), ('left', 4)),
  reached (id, rank, ms) AS (SELECT id, rank, min(ms) FROM took JOIN place USING (kind) GROUP BY id, rank),
  stay (id, rank, minutes) AS (
    SELECT r.id, r.rank, (min(later.ms) - r.ms) / 60000
    FROM reached r JOIN reached later ON later.id = r.id AND later.rank > r.rank AND later.ms >= r.ms
    GROUP BY r.id, r.rank
    UNION ALL
    SELECT came.id, 4, (gone.ms - came.ms) / 60000
    FROM reached came JOIN reached gone ON gone.id = came.id AND gone.rank = 4 AND gone.ms >= came.ms
    WHERE came.rank = 0
  ),
  said (id, stays) AS (
    SELECT
      id,
      concat_ws(
        ',',
        coalesce(max(minutes) FILTER (WHERE rank = 0), ''),
        coalesce(max(minutes) FILTER (WHERE rank = 1), ''),
        coalesce(max(minutes) FILTER (WHERE rank = 2), ''),
        coalesce(max(minutes) FILTER (WHERE rank = 3), ''),
        coalesce(max(minutes) FILTER (WHERE rank = 4), '')
      )
    FROM stay
    GROUP BY id
  )
UPDATE appointments SET stays = said.stays FROM said WHERE said.id = appointments.id;

UPDATE appointments
SET isLate = 1
WHERE unixepoch(plan ->> 'startsAt', 'subsec') - (
  SELECT max(unixepoch(s.value ->> 'at', 'subsec'))
  FROM json_each(appointments.steps) s
  WHERE s.value ->> 'kind' IN ('cancelled', 'rescheduled')
) < 86400;

-- all that a report reads: a year of rows, with their steps and texts, would be four times as much to decrypt
CREATE INDEX appointments_for_reports ON appointments (startMin, stage, busy, isLate, stays, plan);
