ALTER TABLE keys.keys ALTER COLUMN created_by DROP NOT NULL;
COMMENT ON COLUMN keys.keys.created_by IS 'people.accounts.id; null for a key that was made on the command line of the server.';
