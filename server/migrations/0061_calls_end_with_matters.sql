ALTER TABLE joint.calls DROP CONSTRAINT calls_ended_because_check;
ALTER TABLE joint.calls ADD CONSTRAINT calls_ended_because_check CHECK (ended_because IN ('answered', 'closed', 'matterOver')) NOT VALID;
COMMENT ON COLUMN joint.calls.ended_by IS 'Null where the end of the matter ended it.';

ALTER TABLE notices.notices ADD COLUMN about text;
COMMENT ON COLUMN notices.notices.about IS 'What it opens where that is no matter, as capability:id, such as consultation:<id>.';
