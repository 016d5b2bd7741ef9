-- Whoever works for a unit sees what the unit has or had a part in. Looked up in the work orders, that was read for all the
-- years of the unit before the first row was shown; as an array of the matter it is a condition like another, with an index
-- and a frequency of each unit that the planner knows.
ALTER TABLE matter.matters ADD COLUMN unit_ids text[] NOT NULL DEFAULT '{}';
ALTER TABLE statistics.facts ADD COLUMN unit_ids text[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN matter.matters.unit_ids IS 'Every unit that has or had a part in it: its centre, its holder, those of its work orders. They see it.';
COMMENT ON COLUMN statistics.facts.unit_ids IS 'As in matter.matters: the figures of a unit count what it sees.';

UPDATE matter.matters m SET unit_ids = ARRAY(
  SELECT m.centre_unit_id UNION SELECT m.holder_unit_id
  UNION SELECT o.unit_id FROM matter.work_orders o WHERE o.matter_id = m.id);
UPDATE statistics.facts f SET unit_ids = m.unit_ids FROM matter.matters m WHERE m.id = f.id;
ALTER TABLE matter.matters ALTER COLUMN unit_ids DROP DEFAULT;
ALTER TABLE statistics.facts ALTER COLUMN unit_ids DROP DEFAULT;

CREATE INDEX matters_units ON matter.matters USING gin (unit_ids);
-- Nobody looks for the orders of a unit over all years any more.
DROP INDEX matter.work_orders_unit;

-- Lists of what is open, by due time, wherever it stands.
CREATE INDEX matters_due ON matter.matters (coalesce(due_at, '9999-12-31T00:00:00Z'::timestamptz), id)
  WHERE stage NOT IN ('closed', 'declined', 'voided', 'merged');
COMMENT ON INDEX matter.matters_due IS 'Open matters by due time, those without one last.';

-- What somebody holds, beside what a unit has in hand.
CREATE INDEX work_orders_holder ON matter.work_orders (holder_id)
  WHERE holder_id IS NOT NULL AND status IN ('dispatched', 'signed');

-- The planner chooses by how frequent each unit is.
ANALYZE matter.matters;
