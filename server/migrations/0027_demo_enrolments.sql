ALTER TABLE demo.loads ADD COLUMN enrolments boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN demo.loads.enrolments IS 'Volunteers, staff at home and cadres in charge of the demo are there.';
