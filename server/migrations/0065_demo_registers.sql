ALTER TABLE demo.loads ADD COLUMN registers boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN demo.loads.registers IS 'Rental premises of the demo are there.';
