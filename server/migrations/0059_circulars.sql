CREATE TABLE organisation.circulars (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('notice', 'order')),
  title text NOT NULL,
  body text NOT NULL,
  unit_id text NOT NULL,
  due_at timestamptz,
  sent_at timestamptz NOT NULL,
  sent_by bigint NOT NULL,
  withdrawn_at timestamptz,
  withdrawn_by bigint,
  words text,
  CHECK ((kind = 'order') = (due_at IS NOT NULL)),
  CHECK (num_nonnulls(withdrawn_at, withdrawn_by, words) IN (0, 3))
) WITH (fillfactor = 80);
COMMENT ON TABLE organisation.circulars IS 'Notices and orders that a unit sent to organisations. Never deleted.';
COMMENT ON COLUMN organisation.circulars.unit_id IS 'Unit that sent it.';
COMMENT ON COLUMN organisation.circulars.due_at IS 'When an order is to be answered; an organisation whose answer was sent back may have another time.';
COMMENT ON COLUMN organisation.circulars.words IS 'Why it was withdrawn.';
CREATE INDEX circulars_sent ON organisation.circulars (sent_at DESC, id);

CREATE TABLE organisation.copies (
  circular_id uuid NOT NULL REFERENCES organisation.circulars,
  organisation_id uuid NOT NULL REFERENCES organisation.organisations,
  state text NOT NULL CHECK (state IN ('sent', 'read', 'acknowledged', 'answered', 'sentBack', 'accepted', 'withdrawn')),
  due_at timestamptz,
  read_at timestamptz,
  acknowledged_at timestamptz,
  changed_at timestamptz NOT NULL,
  reminded text CHECK (reminded IN ('dueSoon', 'overdue')),
  PRIMARY KEY (circular_id, organisation_id)
) WITH (fillfactor = 80);
COMMENT ON TABLE organisation.copies IS 'One row an organisation that a notice or order went to, with how far it got there.';
COMMENT ON COLUMN organisation.copies.reminded IS 'The last that its representatives were told of the time that it has.';
CREATE INDEX copies_organisation ON organisation.copies (organisation_id, changed_at DESC);
CREATE INDEX copies_due ON organisation.copies (due_at)
  WHERE due_at IS NOT NULL AND state IN ('sent', 'read', 'acknowledged', 'sentBack');

CREATE TABLE organisation.answers (
  circular_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  no smallint NOT NULL,
  words text NOT NULL,
  answered_at timestamptz NOT NULL,
  answered_by bigint NOT NULL,
  decision text CHECK (decision IN ('accepted', 'sentBack')),
  decided_at timestamptz,
  decided_by bigint,
  decision_words text,
  PRIMARY KEY (circular_id, organisation_id, no),
  FOREIGN KEY (circular_id, organisation_id) REFERENCES organisation.copies,
  CHECK ((decision IS NULL) = (decided_at IS NULL)),
  CHECK (decision IS DISTINCT FROM 'sentBack' OR decision_words IS NOT NULL)
) WITH (fillfactor = 80);
COMMENT ON TABLE organisation.answers IS 'What an organisation answered to a notice or order, and what the sender said to it. Never deleted.';
COMMENT ON COLUMN organisation.answers.words IS 'personal: the answer, which may name people; shown to representatives, staff of the unit that sent it and those above it; kept with the circular.';
COMMENT ON COLUMN organisation.answers.decision_words IS 'personal: what the sender said, which may name people; shown as the answer is; kept with the circular.';
