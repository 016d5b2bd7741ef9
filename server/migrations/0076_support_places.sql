ALTER TABLE support.entries ADD COLUMN first_grid_code text;
COMMENT ON COLUMN support.entries.first_grid_code IS 'The grid that was agreed on, where it has given way to the one that the entry is in now; should it come back, the entry goes back.';

-- Accounts that were closed before their follows went with them.
DELETE FROM notices.follows f USING people.accounts a WHERE a.id = f.account_id AND a.status = 'inactive';
