CREATE FUNCTION log.make_month(month date) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, log AS $$
DECLARE
  name text := 'events_' || to_char(month, 'YYYYMM');
  low timestamptz := month::timestamp AT TIME ZONE 'UTC';
  high timestamptz := (month + interval '1 month') AT TIME ZONE 'UTC';
BEGIN
  EXECUTE format('CREATE TABLE log.%I (LIKE log.events INCLUDING ALL, CONSTRAINT %I CHECK (at >= %L AND at < %L))',
                 name, name || '_at', low, high);
  EXECUTE format('INSERT INTO log.%I SELECT * FROM log.events_rest WHERE at >= $1 AND at < $2', name) USING low, high;
  -- Whoever writes waits for both together: one that had chosen the rest already would be refused by it afterwards.
  LOCK TABLE ONLY log.events IN SHARE ROW EXCLUSIVE MODE;
  LOCK TABLE log.events_rest IN ACCESS EXCLUSIVE MODE;
  EXECUTE format('INSERT INTO log.%I SELECT r.* FROM log.events_rest r WHERE r.at >= $1 AND r.at < $2
                    AND NOT EXISTS (SELECT FROM log.%I n WHERE n.id = r.id AND n.at = r.at)', name, name)
    USING low, high;
  DELETE FROM log.events_rest WHERE at >= low AND at < high;
  EXECUTE format('ALTER TABLE log.events ATTACH PARTITION log.%I FOR VALUES FROM (%L) TO (%L)', name, low, high);
  EXECUTE format('ALTER TABLE log.%I DROP CONSTRAINT %I', name, name || '_at');
  EXECUTE format('REVOKE UPDATE, DELETE ON log.%I FROM heliu_app', name);
END $$;
COMMENT ON FUNCTION log.make_month IS 'Makes the partition of one month and moves its events out of log.events_rest. They are copied before anything is locked, so that writers wait for the last step only.';
REVOKE ALL ON FUNCTION log.make_month FROM PUBLIC;

CREATE OR REPLACE FUNCTION log.ensure_months(first date, last date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, log SET lock_timeout = '5s' AS $$
DECLARE
  missing date[] := ARRAY(
    SELECT month::date
    FROM generate_series(date_trunc('month', first::timestamp), last::timestamp, interval '1 month') month
    WHERE to_regclass('log.events_' || to_char(month, 'YYYYMM')) IS NULL);
  month date;
  made integer := 0;
BEGIN
  IF cardinality(missing) = 0 THEN
    RETURN 0;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('log.ensure_months'));
  FOREACH month IN ARRAY missing LOOP
    -- Asked of the catalogue itself: what to_regclass said before the wait may be remembered.
    IF NOT EXISTS (SELECT FROM pg_class WHERE relnamespace = 'log'::regnamespace
                     AND relname = 'events_' || to_char(month, 'YYYYMM')) THEN
      PERFORM log.make_month(month);
      made := made + 1;
    END IF;
  END LOOP;
  RETURN made;
END $$;
COMMENT ON FUNCTION log.ensure_months IS 'Makes the missing monthly partitions of log.events (months in UTC) from that of the first day to that of the last, with the events that lie in log.events_rest meanwhile. Several may call it at once.';

CREATE TABLE log.upkeep (
  name text PRIMARY KEY,
  ran_at timestamptz NOT NULL,
  done bigint NOT NULL
);
COMMENT ON TABLE log.upkeep IS 'When each daily chore ran last, and how much it put in order then.';
GRANT SELECT, INSERT, UPDATE ON log.upkeep TO heliu_app;

CREATE INDEX events_steps ON log.events (at) INCLUDE (subject, kind)
  WHERE kind IN ('matter.accepted', 'matter.filed');
COMMENT ON INDEX log.events_steps IS 'The statistics count what was accepted and filed in a period, without reading the events themselves.';
COMMENT ON COLUMN matter.matters.description IS 'personal: the report in the reporter''s words; shown to those who handle the matter; where it was a reporter''s, erased with the report.';
