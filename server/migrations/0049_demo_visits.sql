ALTER TABLE demo.loads ADD COLUMN visits boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN demo.loads.visits IS 'Patrol visits of the demo are there.';
