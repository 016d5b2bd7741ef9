CREATE OR REPLACE FUNCTION log.analyze_tables(of_schema text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  name text;
  done integer := 0;
BEGIN
  FOR name IN
    SELECT relname FROM pg_class
    WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = of_schema AND nspname IN ('log', 'matter', 'evidence', 'statistics', 'notices', 'supervision'))
      AND relkind IN ('r', 'p') AND NOT relispartition
    ORDER BY relname
  LOOP
    EXECUTE format('ANALYZE %I.%I', of_schema, name);
    done := done + 1;
  END LOOP;
  RETURN done;
END $$;
