ALTER TABLE joint.inspections ADD COLUMN arrangement integer NOT NULL DEFAULT 1;
COMMENT ON COLUMN joint.inspections.arrangement IS 'Counts changes of time and meeting place: an answer is for the one that was seen.';
COMMENT ON COLUMN joint.inspection_units.comes IS 'personal: names of those who come, or of a unit that is asked anew were to come before; shown to staff of the convening and invited units and those above them; kept with the inspection.';

ALTER TABLE joint.inspection_findings
  ADD COLUMN referred_at timestamptz,
  ADD COLUMN referred_by bigint,
  ADD COLUMN referred_words text,
  DROP CONSTRAINT inspection_findings_state_check,
  DROP CONSTRAINT inspection_findings_check,
  ADD CONSTRAINT inspection_findings_state_check CHECK (state IN ('open', 'referred', 'raised', 'settled')) NOT VALID,
  ADD CONSTRAINT inspection_findings_check CHECK ((state IN ('open', 'referred')) = (done_at IS NULL)) NOT VALID,
  ADD CONSTRAINT inspection_findings_referred_check CHECK (state <> 'referred' OR referred_words IS NOT NULL) NOT VALID;
COMMENT ON COLUMN joint.inspection_findings.referred_at IS 'When a unit asked the convening centre to register it as a matter.';
COMMENT ON COLUMN joint.inspection_findings.referred_words IS 'personal: what the centre is asked to register, which may name people; shown as the answers are; kept with the inspection.';
