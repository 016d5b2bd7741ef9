CREATE SCHEMA patrol;
COMMENT ON SCHEMA patrol IS 'Visits to the places of patrol plans. Plans are in the city pack. Nothing here says who was there: places are measured, not officers.';

CREATE TABLE patrol.visits (
  id uuid PRIMARY KEY,
  plan_code text NOT NULL,
  place_code text NOT NULL,
  place_path text NOT NULL,
  visited_at timestamptz NOT NULL,
  visited_on date NOT NULL,
  received_at timestamptz NOT NULL,
  answers jsonb NOT NULL
);
COMMENT ON TABLE patrol.visits IS 'One row a visit; deleted 400 days later.';
COMMENT ON COLUMN patrol.visits.place_code IS 'Grid or landmark of the city, as the plan goes to one or the other.';
COMMENT ON COLUMN patrol.visits.place_path IS 'Path of the grid, or of the grid or division that the landmark stands in, at the time of the visit.';
COMMENT ON COLUMN patrol.visits.visited_on IS 'Local day of visited_at.';
COMMENT ON COLUMN patrol.visits.received_at IS 'When the phone had a network again.';
COMMENT ON COLUMN patrol.visits.answers IS 'personal: item of the checklist to answer; words may name people, so that a finding is understood; shown to those who supervise the place; deleted with the visit.';
CREATE INDEX visits_plan ON patrol.visits (plan_code, visited_on, place_code);

CREATE TABLE patrol.findings (
  visit_id uuid NOT NULL REFERENCES patrol.visits ON DELETE CASCADE,
  item_code text NOT NULL,
  matter_id uuid,
  PRIMARY KEY (visit_id, item_code)
);
COMMENT ON TABLE patrol.findings IS 'What a visit found amiss, item by item.';
COMMENT ON COLUMN patrol.findings.matter_id IS 'The matter that was registered of it; null where none was.';
CREATE INDEX findings_matter ON patrol.findings (matter_id) WHERE matter_id IS NOT NULL;
