CREATE SCHEMA statistics;
COMMENT ON SCHEMA statistics IS 'What the statistics count by, kept from the event log.';

CREATE TABLE statistics.facts (
  id uuid PRIMARY KEY,
  registered_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  stage text NOT NULL,
  type_code text NOT NULL,
  channel text NOT NULL,
  place_path text NOT NULL,
  centre_unit_id text NOT NULL,
  holder_unit_id text NOT NULL,
  lead_unit_id text,
  accepted_at timestamptz,
  filed_at timestamptz,
  closed_at timestamptz,
  on_spot boolean NOT NULL,
  on_time boolean,
  exempt boolean NOT NULL,
  overdue_from timestamptz
) WITH (fillfactor = 80);
COMMENT ON TABLE statistics.facts IS 'One narrow row a matter with what the figures of closing look at, as it has been since changed_at. Follows the event log (reader statistics.facts); matters with later events are counted from matter.matters, so a figure is never behind. heliu statistics rebuild makes it anew.';
COMMENT ON COLUMN statistics.facts.id IS 'matter.matters.id.';
COMMENT ON COLUMN statistics.facts.lead_unit_id IS 'Unit of the last lead order that was not withdrawn.';
COMMENT ON COLUMN statistics.facts.accepted_at IS 'When it was accepted last, and in filed_at filed.';
COMMENT ON COLUMN statistics.facts.exempt IS 'Closed late, with an appeal granted.';
COMMENT ON COLUMN statistics.facts.overdue_from IS 'From when on the open matter is past due: the due time of its clock or imported target; -infinity where the clock stands still past due, null where nothing runs out.';
