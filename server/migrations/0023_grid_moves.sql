CREATE TABLE people.grid_moves (
  edit_id uuid NOT NULL,
  account_id bigint NOT NULL REFERENCES people.accounts,
  taken jsonb NOT NULL,
  given jsonb NOT NULL,
  home_before text NOT NULL,
  home_after text NOT NULL,
  PRIMARY KEY (edit_id, account_id)
);
COMMENT ON TABLE people.grid_moves IS 'Roles that went over when grids were split, merged or redrawn, so that undoing the edit brings the very same roles back. One row an account and edit; gone when the edit is undone.';
COMMENT ON COLUMN people.grid_moves.edit_id IS 'Entry of kind gridEdit in city.entries.';
COMMENT ON COLUMN people.grid_moves.taken IS 'Rows of people.grants that were taken away.';
COMMENT ON COLUMN people.grid_moves.given IS 'Ids of the rows of people.grants that came instead.';
COMMENT ON COLUMN people.grid_moves.home_before IS 'Place whose administrators looked after the account, and after the move home_after.';
