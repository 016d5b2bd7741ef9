CREATE SCHEMA enrolment;
COMMENT ON SCHEMA enrolment IS 'Who is enrolled in the grid where they live, or in charge of a grid.';

CREATE TABLE enrolment.enrolments (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id bigint NOT NULL,
  capacity text NOT NULL CHECK (capacity IN ('resident_volunteer', 'staff_at_home', 'cadre_in_charge')),
  grid_code text NOT NULL,
  place_path text NOT NULL,
  since timestamptz NOT NULL,
  until timestamptz,
  entered_by bigint NOT NULL
);
COMMENT ON TABLE enrolment.enrolments IS 'One row a person, capacity and grid. Current while until is null; deleted 90 days after its end.';
COMMENT ON COLUMN enrolment.enrolments.account_id IS 'people.accounts.id.';
COMMENT ON COLUMN enrolment.enrolments.grid_code IS 'personal: the grid a volunteer or a member of staff lives in, so that the grid knows whom it may ask for help; never the address; shown to its owner and to staff whose place covers the grid; deleted 90 days after the enrolment ended.';
COMMENT ON COLUMN enrolment.enrolments.place_path IS 'Path of grid_code in the city; follows when the city moves the grid.';
COMMENT ON COLUMN enrolment.enrolments.entered_by IS 'people.accounts.id of whoever enrolled: the person alone, or who appointed the cadre.';
CREATE UNIQUE INDEX enrolments_one_grid ON enrolment.enrolments (account_id, capacity)
  WHERE until IS NULL AND capacity <> 'cadre_in_charge';
CREATE UNIQUE INDEX enrolments_once ON enrolment.enrolments (account_id, capacity, grid_code) WHERE until IS NULL;
CREATE INDEX enrolments_grid ON enrolment.enrolments (grid_code) WHERE until IS NULL;
CREATE INDEX enrolments_ended ON enrolment.enrolments (until) WHERE until IS NOT NULL;

CREATE TABLE enrolment.grid_moves (
  edit_id uuid NOT NULL,
  enrolment_id bigint NOT NULL REFERENCES enrolment.enrolments ON DELETE CASCADE,
  code_before text NOT NULL,
  path_before text NOT NULL,
  code_after text NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (edit_id, enrolment_id)
);
COMMENT ON TABLE enrolment.grid_moves IS 'Enrolments that went over when grids were split, merged or redrawn, so that undoing the edit brings them back. Gone when the edit is undone, and with the enrolment.';
COMMENT ON COLUMN enrolment.grid_moves.edit_id IS 'Entry of kind gridEdit in city.entries.';
COMMENT ON COLUMN enrolment.grid_moves.ended_at IS 'Set where the person was in charge of the following grid already, so that this row ended.';
CREATE INDEX grid_moves_enrolment ON enrolment.grid_moves (enrolment_id);
