CREATE FUNCTION log.analyze_tables(of_schema text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  name text;
  done integer := 0;
BEGIN
  FOR name IN
    SELECT relname FROM pg_class
    WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = of_schema AND nspname IN ('log', 'matter', 'evidence'))
      AND relkind IN ('r', 'p') AND NOT relispartition
    ORDER BY relname
  LOOP
    EXECUTE format('ANALYZE %I.%I', of_schema, name);
    done := done + 1;
  END LOOP;
  RETURN done;
END $$;
COMMENT ON FUNCTION log.analyze_tables IS 'Tells the planner what the tables of a schema hold now. Autovacuum never does for a partitioned table as a whole, and is late after a bulk load; the product itself does not own its tables.';
REVOKE ALL ON FUNCTION log.analyze_tables FROM PUBLIC;
GRANT EXECUTE ON FUNCTION log.analyze_tables TO heliu_app;
