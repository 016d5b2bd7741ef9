CREATE FUNCTION log.refusals_past(as_of timestamptz) RETURNS SETOF bigint
LANGUAGE sql STABLE SET search_path = pg_catalog, log AS $$
  SELECT id FROM log.refusals
  WHERE at < least(as_of, now()) - CASE WHEN account_id IS NULL THEN interval '30 days' ELSE interval '365 days' END
$$;
COMMENT ON FUNCTION log.refusals_past IS 'Refusals kept long enough: those of nobody in particular for 30 days, those of an account for a year.';

CREATE FUNCTION log.forget_refusals(as_of timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, log AS $$
DECLARE
  gone integer;
BEGIN
  DELETE FROM log.refusals WHERE id IN (SELECT log.refusals_past(as_of));
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;
COMMENT ON FUNCTION log.forget_refusals IS 'Deletes what log.refusals_past names and nothing younger, whatever time is given: the server can delete no other refusals.';
REVOKE ALL ON FUNCTION log.forget_refusals FROM PUBLIC;
GRANT EXECUTE ON FUNCTION log.forget_refusals TO heliu_app;

COMMENT ON TABLE log.refusals IS 'Requests refused for lack of permission; kept for a year, those of nobody in particular for 30 days.';
