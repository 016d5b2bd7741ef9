CREATE SCHEMA registers;
COMMENT ON SCHEMA registers IS 'Registers of places: rental premises by their buildings. Disputes are matters and have no rows here; nobody who lives in a place is recorded.';

CREATE TABLE registers.premises (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE,
  address text NOT NULL,
  grid_code text NOT NULL,
  place_path text NOT NULL,
  lng double precision,
  lat double precision,
  kind text NOT NULL,
  floors integer,
  rooms integer,
  gas text NOT NULL,
  added_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  ended_at timestamptz,
  CHECK ((lng IS NULL) = (lat IS NULL))
);
COMMENT ON TABLE registers.premises IS 'A place that is let. Checks of it are visits of patrol plans (patrol.visits, by code).';
COMMENT ON COLUMN registers.premises.code IS 'Of the file that it came from, or given here.';
COMMENT ON COLUMN registers.premises.place_path IS 'Path of the grid when the entry was last changed.';
COMMENT ON COLUMN registers.premises.kind IS 'Kind of building, of registers.yaml in the city pack.';
COMMENT ON COLUMN registers.premises.gas IS 'piped, bottled, none or unknown.';
COMMENT ON COLUMN registers.premises.ended_at IS 'Let no more since then; deleted 400 days later.';
CREATE INDEX premises_place ON registers.premises (place_path text_pattern_ops, code);

CREATE TABLE registers.contacts (
  premises_id uuid PRIMARY KEY REFERENCES registers.premises ON DELETE CASCADE,
  sealed bytea NOT NULL,
  purpose text NOT NULL,
  recorded_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
COMMENT ON TABLE registers.contacts IS 'How to reach whoever lets or manages a premises; deleted when it expires.';
COMMENT ON COLUMN registers.contacts.sealed IS 'personal: name and telephone of landlord or manager, sealed with HELIU_SECRET and bound to the premises; to have defects of fire and gas safety put right; shown to officers and supervisors of the place for a purpose that is logged; deleted when it expires or the premises is let no more.';
COMMENT ON COLUMN registers.contacts.purpose IS 'What it was recorded for, as told to whoever it belongs to.';
CREATE INDEX contacts_expires ON registers.contacts (expires_at);

-- The last check of each premises of a list.
CREATE INDEX visits_place ON patrol.visits (place_code, visited_on DESC);
