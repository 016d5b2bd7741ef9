ALTER TABLE people.accounts DROP CONSTRAINT accounts_kind_check;
ALTER TABLE people.accounts ADD CONSTRAINT accounts_kind_check CHECK (kind IN ('resident', 'staff', 'key')) NOT VALID;
COMMENT ON TABLE people.accounts IS 'One row a person who signs in, and one an API key, by which its acts are known in the log; a key has no password and no session. Never deleted while acts in the log point at it: closing takes the roles away and keeps the name.';

CREATE SCHEMA keys;
COMMENT ON SCHEMA keys IS 'Keys by which programs of others use the API.';

CREATE TABLE keys.keys (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id bigint NOT NULL UNIQUE,
  name text NOT NULL,
  token_hash bytea NOT NULL UNIQUE,
  token_start text NOT NULL,
  scopes text[] NOT NULL,
  place_code text NOT NULL,
  place_path text NOT NULL,
  per_minute integer NOT NULL CHECK (per_minute BETWEEN 1 AND 6000),
  created_at timestamptz NOT NULL,
  created_by bigint NOT NULL,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  revoked_by bigint,
  last_used_on date,
  version integer NOT NULL DEFAULT 1
);
COMMENT ON TABLE keys.keys IS 'One row a key. Never deleted: what was done with it stays explained.';
COMMENT ON COLUMN keys.keys.account_id IS 'people.accounts.id of kind key; what the key does is on record under it.';
COMMENT ON COLUMN keys.keys.token_hash IS 'SHA-256 of 256 random bits; the key itself is with its holder alone.';
COMMENT ON COLUMN keys.keys.token_start IS 'First characters of the key, by which its holder and an administrator know it from others.';
COMMENT ON COLUMN keys.keys.scopes IS 'Names from contract/src/keys.ts.';
COMMENT ON COLUMN keys.keys.place_path IS 'Path of place_code; how far the key sees, and whose administrators look after it.';
COMMENT ON COLUMN keys.keys.per_minute IS 'Requests a minute in each process.';
COMMENT ON COLUMN keys.keys.last_used_on IS 'Day, no finer.';
CREATE INDEX keys_place ON keys.keys (place_path text_pattern_ops);
