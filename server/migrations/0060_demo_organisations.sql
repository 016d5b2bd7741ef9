ALTER TABLE demo.loads ADD COLUMN organisations boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN demo.loads.organisations IS 'Organisations with accounts, their demands, and notices and orders to them are there.';
