CREATE INDEX matters_grid ON matter.matters (grid_code)
  WHERE grid_code IS NOT NULL AND stage NOT IN ('closed', 'declined', 'voided', 'merged');
COMMENT ON INDEX matter.matters_grid IS 'Open matters that stand on a grid: looked through every few seconds once grids were split or merged.';
