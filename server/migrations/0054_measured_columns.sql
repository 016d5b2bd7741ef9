-- No query chooses by what is in these columns, and most of what measuring the tables takes went into them.
ALTER TABLE matter.matters ALTER COLUMN state SET STATISTICS 0;
ALTER TABLE log.commands ALTER COLUMN reply SET STATISTICS 0;
ALTER TABLE log.events ALTER COLUMN payload SET STATISTICS 0;
ALTER TABLE log.events_rest ALTER COLUMN payload SET STATISTICS 0;
DO $$
DECLARE
  month regclass;
BEGIN
  FOR month IN SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'log.events'::regclass LOOP
    EXECUTE format('ALTER TABLE %s ALTER COLUMN payload SET STATISTICS 0', month);
  END LOOP;
END $$;

CREATE OR REPLACE FUNCTION log.make_month(month date) RETURNS void
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
  -- Whoever reads waits as well: a follower of the log that reads and then writes in one transaction would otherwise
  -- have the rest and want the log, while this has the log and wants the rest.
  LOCK TABLE ONLY log.events IN ACCESS EXCLUSIVE MODE;
  LOCK TABLE log.events_rest IN ACCESS EXCLUSIVE MODE;
  EXECUTE format('INSERT INTO log.%I SELECT r.* FROM log.events_rest r WHERE r.at >= $1 AND r.at < $2
                    AND NOT EXISTS (SELECT FROM log.%I n WHERE n.id = r.id AND n.at = r.at)', name, name)
    USING low, high;
  DELETE FROM log.events_rest WHERE at >= low AND at < high;
  EXECUTE format('ALTER TABLE log.events ATTACH PARTITION log.%I FOR VALUES FROM (%L) TO (%L)', name, low, high);
  EXECUTE format('ALTER TABLE log.%I DROP CONSTRAINT %I', name, name || '_at');
  EXECUTE format('ALTER TABLE log.%I ALTER COLUMN payload SET STATISTICS 0', name);
  EXECUTE format('REVOKE UPDATE, DELETE ON log.%I FROM heliu_app', name);
END $$;
