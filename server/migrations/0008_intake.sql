CREATE SCHEMA intake;
COMMENT ON SCHEMA intake IS 'Matters brought in from files of other systems: which row became which matter.';

CREATE TABLE intake.rows (
  source text NOT NULL,
  source_id text NOT NULL,
  matter_id uuid NOT NULL,
  file_hash text NOT NULL,
  line integer NOT NULL,
  content_hash text NOT NULL,
  flags text[] NOT NULL,
  facts jsonb NOT NULL,
  imported_at timestamptz NOT NULL,
  PRIMARY KEY (source, source_id)
);
COMMENT ON TABLE intake.rows IS 'One row for each row of a file that became a matter, written with the matter in one transaction; what is here is not imported again.';
COMMENT ON COLUMN intake.rows.source IS 'System that the file came from, as the mapping names it.';
COMMENT ON COLUMN intake.rows.file_hash IS 'SHA-256 of the file, in hex.';
COMMENT ON COLUMN intake.rows.content_hash IS 'SHA-256 of the row''s mapped cells, in hex; tells a repeat from a row that changed in the source.';
COMMENT ON COLUMN intake.rows.flags IS 'What the row lacked or had wrong, and what was inferred; docs/importing-requests.md lists the codes.';
COMMENT ON COLUMN intake.rows.facts IS 'Times and counts as the source wrote them, also where the life cycle could not take them as they are.';
CREATE INDEX rows_matter ON intake.rows (matter_id);
