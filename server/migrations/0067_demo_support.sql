ALTER TABLE demo.loads ADD COLUMN support boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN demo.loads.support IS 'Support visits of the demo are there.';
