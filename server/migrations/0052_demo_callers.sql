ALTER TABLE demo.loads ADD COLUMN callers boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN demo.loads.callers IS 'Matters of people who called the hotline and left a number are there.';
