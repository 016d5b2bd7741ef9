ALTER TABLE people.accounts ADD COLUMN display_name_en text;
COMMENT ON COLUMN people.accounts.display_name_en IS 'personal: the name of staff as readers of English see it, where there is one; residents have the one name they gave; kept with the record of what the person did.';

-- Accounts that were made after the city pack bear the English name that it gives them.
UPDATE people.accounts a SET display_name_en = e.document->'name'->>'en' FROM city.entries e
WHERE a.kind = 'staff' AND e.kind = 'staff' AND e.until_version IS NULL AND e.code = a.login
  AND e.document->'name'->>'zh' = a.display_name;
