CREATE TABLE joint.inspections (
  id uuid PRIMARY KEY,
  version integer NOT NULL,
  host_unit_id text NOT NULL,
  lead_unit_id text NOT NULL,
  title text NOT NULL,
  note text,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  meeting_place text NOT NULL,
  state text NOT NULL CHECK (state IN ('planned', 'underway', 'closed', 'cancelled')),
  planned_at timestamptz NOT NULL,
  planned_by bigint NOT NULL,
  begun_at timestamptz,
  begun_by bigint,
  ended_at timestamptz,
  ended_by bigint,
  end_words text,
  CHECK (starts_at < ends_at),
  CHECK ((ended_at IS NULL) = (state IN ('planned', 'underway'))),
  CHECK ((ended_at IS NULL) = (end_words IS NULL)),
  CHECK (state = 'cancelled' OR (begun_at IS NULL) = (state = 'planned'))
) WITH (fillfactor = 80);
COMMENT ON TABLE joint.inspections IS 'One row a joint inspection of places by several units. Never deleted.';
COMMENT ON COLUMN joint.inspections.version IS 'Counts what was done with it.';
COMMENT ON COLUMN joint.inspections.host_unit_id IS 'Centre that convenes it.';
COMMENT ON COLUMN joint.inspections.title IS 'personal: may name people; shown to staff of the convening and invited units and those above them; kept with the matters.';
COMMENT ON COLUMN joint.inspections.note IS 'personal: may name people; shown as the title is; kept with the matters.';
COMMENT ON COLUMN joint.inspections.end_words IS 'personal: the summary, or why it was cancelled, which may name people; shown as the title is; kept with the matters.';
CREATE INDEX inspections_open ON joint.inspections (starts_at, id) WHERE ended_at IS NULL;
CREATE INDEX inspections_over ON joint.inspections (ended_at, id) WHERE ended_at IS NOT NULL;

CREATE TABLE joint.inspection_units (
  inspection_id uuid NOT NULL REFERENCES joint.inspections,
  unit_id text NOT NULL,
  checklist jsonb,
  invited_at timestamptz NOT NULL,
  invited_by bigint NOT NULL,
  answer text NOT NULL CHECK (answer IN ('waiting', 'accepted', 'declined', 'withdrawn')),
  answered_at timestamptz,
  answered_by bigint,
  comes text,
  words text,
  PRIMARY KEY (inspection_id, unit_id),
  CHECK ((answer = 'waiting') = (answered_at IS NULL)),
  CHECK (answer <> 'accepted' OR comes IS NOT NULL)
) WITH (fillfactor = 80);
COMMENT ON TABLE joint.inspection_units IS 'One row a unit invited to a joint inspection, with its last answer; earlier ones are in the event log.';
COMMENT ON COLUMN joint.inspection_units.checklist IS 'Code, name and items of the patrol plan as it was when the unit was invited; null where the unit comes along without one.';
COMMENT ON COLUMN joint.inspection_units.comes IS 'personal: names of those who come; shown to staff of the convening and invited units and those above them; kept with the inspection.';
COMMENT ON COLUMN joint.inspection_units.words IS 'personal: why it was declined or withdrawn, which may name people; shown as the names are; kept with the inspection.';
CREATE INDEX inspection_units_unit ON joint.inspection_units (unit_id);

CREATE TABLE joint.inspection_places (
  inspection_id uuid NOT NULL REFERENCES joint.inspections,
  no smallint NOT NULL,
  kind text NOT NULL CHECK (kind IN ('grid', 'landmark', 'premises', 'address')),
  code text,
  name jsonb NOT NULL,
  place_code text NOT NULL,
  place_path text NOT NULL,
  lng double precision,
  lat double precision,
  state text NOT NULL CHECK (state IN ('open', 'inspected', 'skipped')),
  done_at timestamptz,
  done_by bigint,
  words text,
  added_at timestamptz NOT NULL,
  removed_at timestamptz,
  PRIMARY KEY (inspection_id, no),
  CHECK ((lng IS NULL) = (lat IS NULL)),
  CHECK ((kind = 'address') = (code IS NULL)),
  CHECK ((state = 'open') = (done_at IS NULL))
) WITH (fillfactor = 80);
COMMENT ON TABLE joint.inspection_places IS 'One row a place on a joint inspection. Never deleted: what was taken off has the instant of it.';
COMMENT ON COLUMN joint.inspection_places.code IS 'Grid or landmark of the city, or premises of the register; null for an address in words.';
COMMENT ON COLUMN joint.inspection_places.name IS 'As it was when it was put on the inspection; in zh and en.';
COMMENT ON COLUMN joint.inspection_places.place_code IS 'Grid or division that a matter found here gets.';
COMMENT ON COLUMN joint.inspection_places.words IS 'personal: why it was skipped, which may name people; shown to staff of the convening and invited units and those above them; kept with the inspection.';

CREATE TABLE joint.inspection_reports (
  inspection_id uuid NOT NULL,
  place_no smallint NOT NULL,
  unit_id text NOT NULL,
  revision smallint NOT NULL,
  answers jsonb NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by bigint NOT NULL,
  PRIMARY KEY (inspection_id, place_no, unit_id),
  FOREIGN KEY (inspection_id, place_no) REFERENCES joint.inspection_places,
  FOREIGN KEY (inspection_id, unit_id) REFERENCES joint.inspection_units
) WITH (fillfactor = 80);
COMMENT ON TABLE joint.inspection_reports IS 'One row a checklist answered at a place.';
COMMENT ON COLUMN joint.inspection_reports.unit_id IS 'Whose checklist it is; the convening centre may answer it too.';
COMMENT ON COLUMN joint.inspection_reports.answers IS 'personal: item of the checklist to answer; words may name people, so that a finding is understood; shown to staff of the convening and invited units and those above them; kept with the inspection.';

CREATE TABLE joint.inspection_findings (
  inspection_id uuid NOT NULL,
  place_no smallint NOT NULL,
  unit_id text NOT NULL,
  item_code text NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'raised', 'settled')),
  matter_id uuid,
  words text,
  done_at timestamptz,
  done_by bigint,
  PRIMARY KEY (inspection_id, place_no, unit_id, item_code),
  FOREIGN KEY (inspection_id, place_no, unit_id) REFERENCES joint.inspection_reports,
  CHECK ((state = 'open') = (done_at IS NULL)),
  CHECK ((state = 'raised') = (matter_id IS NOT NULL)),
  CHECK ((state = 'settled') = (words IS NOT NULL))
) WITH (fillfactor = 80);
COMMENT ON TABLE joint.inspection_findings IS 'One row an answer of a report that is a finding.';
COMMENT ON COLUMN joint.inspection_findings.matter_id IS 'matter.matters.id of what it became.';
COMMENT ON COLUMN joint.inspection_findings.words IS 'personal: why it needs no matter, which may name people; shown as the answers are; kept with the inspection.';
CREATE INDEX inspection_findings_matter ON joint.inspection_findings (matter_id) WHERE matter_id IS NOT NULL;
