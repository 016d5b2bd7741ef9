CREATE SCHEMA city;
COMMENT ON SCHEMA city IS 'What the city decided: every entry of the city pack, with the versions it was in force.';

CREATE TABLE city.versions (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  pack_code text NOT NULL,
  pack_version text NOT NULL,
  content_hash text NOT NULL,
  imported_at timestamptz NOT NULL,
  imported_by bigint,
  changes jsonb NOT NULL
);
COMMENT ON TABLE city.versions IS 'Imports of the city pack, newest last; changes counts what was added, changed and removed, by kind of entry.';

CREATE TABLE city.entries (
  kind text NOT NULL,
  code text NOT NULL,
  since_version bigint NOT NULL REFERENCES city.versions,
  until_version bigint REFERENCES city.versions,
  document jsonb NOT NULL,
  PRIMARY KEY (kind, code, since_version)
);
COMMENT ON TABLE city.entries IS 'Divisions, grids, units, types, rules and texts as the pack gave them. A changed entry ends and a new one begins, so open matters keep what they were filed under.';
COMMENT ON COLUMN city.entries.until_version IS 'Import that removed or replaced the entry; null while it is in force.';
CREATE UNIQUE INDEX entries_current ON city.entries (kind, code) WHERE until_version IS NULL;

CREATE TABLE city.uploads (
  id uuid PRIMARY KEY,
  created_at timestamptz NOT NULL,
  account_id bigint NOT NULL,
  base_version bigint REFERENCES city.versions,
  pack bytea NOT NULL
);
COMMENT ON TABLE city.uploads IS 'City packs that were checked and wait to be applied; deleted when applied, or after a day.';
COMMENT ON COLUMN city.uploads.base_version IS 'Version in force when the changes were shown; another one since then asks for another check.';
COMMENT ON COLUMN city.uploads.pack IS 'The joined pack as JSON, gzip.';
CREATE INDEX uploads_created ON city.uploads (created_at);
