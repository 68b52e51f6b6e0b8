-- When visits begin, by whom they are with; and under an empty name all of them. Row-level security lets no index of what is inside of `data`
-- be used, since what takes it out could tell of rows that are not shown: whoever is expected was found by a look at every visit there is.
-- Triggers follow the record, whoever writes it. Times are ISO 8601 in UTC and as long as each other, so their order is that of time.
CREATE TABLE visit_start (
  practice_id uuid NOT NULL REFERENCES practice_head (practice_id),
  resource_id text NOT NULL,
  starts_at text COLLATE "C" NOT NULL,
  appointment_id text NOT NULL,
  PRIMARY KEY (practice_id, resource_id, starts_at, appointment_id)
);
ALTER TABLE visit_start ENABLE ROW LEVEL SECURITY;
ALTER TABLE visit_start FORCE ROW LEVEL SECURITY;
CREATE POLICY own_practice ON visit_start USING (practice_id = (SELECT this_practice()))
  WITH CHECK (practice_id = (SELECT this_practice()));
GRANT SELECT ON visit_start TO holdfast_app;

-- whom a visit is with, each once, and nobody
CREATE FUNCTION visit_resources(data jsonb) RETURNS SETOF text LANGUAGE sql IMMUTABLE SET search_path = pg_catalog AS $$
  SELECT '' WHERE data->'plan'->>'startsAt' IS NOT NULL
  UNION
  SELECT jsonb_array_elements_text(CASE jsonb_typeof(data->'plan'->'providers') WHEN 'array' THEN data->'plan'->'providers' END)
  WHERE data->'plan'->>'startsAt' IS NOT NULL
$$;

CREATE FUNCTION keep_visit_start() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    DELETE FROM visit_start WHERE practice_id = OLD.practice_id AND appointment_id = OLD.id
      AND starts_at = OLD.data->'plan'->>'startsAt' AND resource_id IN (SELECT visit_resources(OLD.data));
  END IF;
  INSERT INTO visit_start (practice_id, resource_id, starts_at, appointment_id)
    SELECT NEW.practice_id, resource, NEW.data->'plan'->>'startsAt', NEW.id FROM visit_resources(NEW.data) AS resource
    ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER record_visit_start AFTER INSERT OR UPDATE OF data ON record
  FOR EACH ROW WHEN (NEW.type = 'appointment') EXECUTE FUNCTION keep_visit_start();

INSERT INTO visit_start (practice_id, resource_id, starts_at, appointment_id)
  SELECT r.practice_id, resource, r.data->'plan'->>'startsAt', r.id
  FROM record r CROSS JOIN LATERAL visit_resources(r.data) AS resource
  WHERE r.type = 'appointment' AND NOT r.deleted;
