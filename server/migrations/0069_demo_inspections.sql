ALTER TABLE demo.loads ADD COLUMN inspections boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN demo.loads.inspections IS 'Joint inspections of the demo are there.';
