-- A table that was measured while next to empty is planned for as such by every statement prepared until it is measured
-- again; one that was never measured is taken for ten pages long, which is right for what will grow.
CREATE FUNCTION log.grown_tables(of_schema text) RETURNS SETOF regclass
LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT c.oid::regclass FROM pg_class c
  WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = of_schema AND nspname IN ('log', 'matter', 'evidence', 'statistics', 'notices', 'supervision'))
    AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    -- A table without partitions has no tree.
    AND coalesce((SELECT sum(pg_relation_size(p.relid)) FROM pg_partition_tree(c.oid) p WHERE p.isleaf), pg_relation_size(c.oid))
      >= 10 * current_setting('block_size')::integer
  ORDER BY c.relname
$$;

CREATE OR REPLACE FUNCTION log.analyze_tables(of_schema text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  grown regclass;
  done integer := 0;
BEGIN
  FOR grown IN SELECT log.grown_tables(of_schema)
  LOOP
    EXECUTE format('ANALYZE %s', grown);
    done := done + 1;
  END LOOP;
  RETURN done;
END $$;
