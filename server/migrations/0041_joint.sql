CREATE SCHEMA joint;
COMMENT ON SCHEMA joint IS 'Units that a centre calls to a matter, and how each answers.';

CREATE TABLE joint.calls (
  id uuid PRIMARY KEY,
  matter_id uuid NOT NULL,
  centre_unit_id text NOT NULL,
  note text,
  called_at timestamptz NOT NULL,
  called_by bigint NOT NULL,
  ended_at timestamptz,
  ended_because text CHECK (ended_because IN ('answered', 'closed')),
  ended_by bigint,
  end_words text,
  CHECK ((ended_at IS NULL) = (ended_because IS NULL))
) WITH (fillfactor = 80);
COMMENT ON TABLE joint.calls IS 'One row a call of one or more units to a matter. Never deleted.';
COMMENT ON COLUMN joint.calls.matter_id IS 'matter.matters.id.';
COMMENT ON COLUMN joint.calls.centre_unit_id IS 'Centre of the matter as the call was made.';
COMMENT ON COLUMN joint.calls.note IS 'personal: what the units are to know, which may name people; shown to staff who see the matter and to the called units; kept with the matter.';
COMMENT ON COLUMN joint.calls.end_words IS 'personal: why the centre ended it, which may name people; shown to staff who see the matter and to the called units; kept with the matter.';
CREATE INDEX calls_matter ON joint.calls (matter_id, called_at);
CREATE INDEX calls_open ON joint.calls (id) WHERE ended_at IS NULL;
CREATE INDEX calls_ended ON joint.calls (ended_at, id) WHERE ended_at IS NOT NULL;

CREATE TABLE joint.legs (
  call_id uuid NOT NULL REFERENCES joint.calls,
  no smallint NOT NULL,
  unit_id text NOT NULL,
  duty_code text NOT NULL,
  called_at timestamptz NOT NULL,
  called_by bigint NOT NULL,
  acknowledge_due_at timestamptz NOT NULL,
  arrive_due_at timestamptz NOT NULL,
  acknowledged_at timestamptz,
  acknowledged_by bigint,
  arrived_at timestamptz,
  arrived_by bigint,
  ended_at timestamptz,
  ended_as text CHECK (ended_as IN ('reported', 'declined', 'withdrawn')),
  ended_by bigint,
  words text,
  watch_at timestamptz,
  PRIMARY KEY (call_id, no),
  CHECK ((ended_at IS NULL) = (ended_as IS NULL)),
  CHECK (ended_as <> 'reported' OR arrived_at IS NOT NULL)
) WITH (fillfactor = 80);
COMMENT ON TABLE joint.legs IS 'One row a called unit and duty, with its two clocks. Never deleted.';
COMMENT ON COLUMN joint.legs.no IS 'Counts from 1 within the call.';
COMMENT ON COLUMN joint.legs.duty_code IS 'A duty of the unit in the city as it was when it was called.';
COMMENT ON COLUMN joint.legs.acknowledge_due_at IS 'Called at and the minutes of the duty: fixed, whatever the duty list becomes.';
COMMENT ON COLUMN joint.legs.words IS 'personal: the report, or why it was declined or withdrawn, which may name people; shown to staff who see the matter and to the called units; kept with the matter.';
COMMENT ON COLUMN joint.legs.watch_at IS 'When the next clock runs out, so that it is told once; null while none will.';
CREATE INDEX legs_unit ON joint.legs (unit_id, ended_at);
CREATE INDEX legs_watch ON joint.legs (watch_at) WHERE watch_at IS NOT NULL;
