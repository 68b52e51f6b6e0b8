-- The ops a transaction has named are searched as the text they are: taken apart again for every row, fifty rows of
-- fifty ops cost more than their writing. An id is 36 characters without a comma, so it is found only where it is whole.

CREATE OR REPLACE FUNCTION refuse_without_op() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF TG_OP IN ('DELETE', 'TRUNCATE') THEN
    RAISE EXCEPTION 'rows of % are never deleted', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF strpos(coalesce(current_setting('app.op', true), ''), NEW.op_id::text) = 0 THEN
    RAISE EXCEPTION '% is written by an op only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.version <= OLD.version THEN
    RAISE EXCEPTION 'a version of % never goes back', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
