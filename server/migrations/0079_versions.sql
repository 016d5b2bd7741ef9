ALTER TABLE joint.consultations
  ADD COLUMN version integer NOT NULL DEFAULT 1,
  ADD COLUMN arrangement integer NOT NULL DEFAULT 1;
COMMENT ON COLUMN joint.consultations.version IS 'Counts what was done with it.';
COMMENT ON COLUMN joint.consultations.arrangement IS 'Counts changes of time, place and link: an answer is for the one that was seen.';
COMMENT ON COLUMN joint.invitations.comes IS 'personal: names of those who come, or of a unit that is asked anew were to come before; shown to staff of the convening and invited units and those above them; kept with the consultation.';

ALTER TABLE joint.inspection_findings
  ADD COLUMN reopened_at timestamptz,
  ADD COLUMN reopened_by bigint,
  ADD COLUMN reopened_words text,
  ADD COLUMN settled_words text;
COMMENT ON COLUMN joint.inspection_findings.reopened_at IS 'When it was last taken up again after it was settled.';
COMMENT ON COLUMN joint.inspection_findings.reopened_words IS 'personal: why it was taken up again, which may name people; shown as the answers are; kept with the inspection.';
COMMENT ON COLUMN joint.inspection_findings.settled_words IS 'personal: why it needed no matter before it was taken up again; shown as the answers are; kept with the inspection.';

ALTER TABLE registers.premises ADD COLUMN version integer NOT NULL DEFAULT 1;
COMMENT ON COLUMN registers.premises.version IS 'Counts the changes of the entry.';
