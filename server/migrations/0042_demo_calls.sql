ALTER TABLE demo.loads ADD COLUMN calls boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN demo.loads.calls IS 'Calls of units to matters of the demo are there.';
