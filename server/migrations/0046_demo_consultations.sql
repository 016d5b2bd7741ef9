ALTER TABLE demo.loads ADD COLUMN consultations boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN demo.loads.consultations IS 'Consultations of units over matters of the demo are there.';
