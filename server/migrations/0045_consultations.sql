CREATE TABLE joint.consultations (
  id uuid PRIMARY KEY,
  host_unit_id text NOT NULL,
  title text NOT NULL,
  reason text NOT NULL,
  starts_at timestamptz NOT NULL,
  place text,
  link text,
  state text NOT NULL CHECK (state IN ('proposed', 'held', 'closed', 'cancelled')),
  proposed_at timestamptz NOT NULL,
  proposed_by bigint NOT NULL,
  held_at timestamptz,
  held_by bigint,
  ended_at timestamptz,
  ended_by bigint,
  end_words text,
  CHECK (place IS NOT NULL OR link IS NOT NULL),
  CHECK ((ended_at IS NULL) = (state IN ('proposed', 'held'))),
  CHECK ((held_at IS NULL) = (state IN ('proposed', 'cancelled')))
) WITH (fillfactor = 80);
COMMENT ON TABLE joint.consultations IS 'One row a meeting of units over matters. Never deleted.';
COMMENT ON COLUMN joint.consultations.host_unit_id IS 'Unit that convenes it.';
COMMENT ON COLUMN joint.consultations.title IS 'personal: may name people; shown to staff of the convening and invited units, those above them, and staff who see one of the matters; kept with the matters.';
COMMENT ON COLUMN joint.consultations.reason IS 'personal: may name people; shown to staff of the convening and invited units and those above them; kept with the matters.';
COMMENT ON COLUMN joint.consultations.end_words IS 'personal: why it was cancelled, which may name people; shown as the reason is; kept with the matters.';
CREATE INDEX consultations_coming ON joint.consultations (starts_at, id) WHERE ended_at IS NULL;
CREATE INDEX consultations_over ON joint.consultations (ended_at, id) WHERE ended_at IS NOT NULL;

CREATE TABLE joint.invitations (
  consultation_id uuid NOT NULL REFERENCES joint.consultations,
  unit_id text NOT NULL,
  invited_at timestamptz NOT NULL,
  invited_by bigint NOT NULL,
  answer text NOT NULL CHECK (answer IN ('waiting', 'accepted', 'declined', 'withdrawn')),
  answered_at timestamptz,
  answered_by bigint,
  comes text,
  words text,
  PRIMARY KEY (consultation_id, unit_id),
  CHECK ((answer = 'waiting') = (answered_at IS NULL)),
  CHECK (answer <> 'accepted' OR comes IS NOT NULL)
) WITH (fillfactor = 80);
COMMENT ON TABLE joint.invitations IS 'One row a unit invited to a consultation, with its last answer; earlier ones are in the event log.';
COMMENT ON COLUMN joint.invitations.comes IS 'personal: names of those who come; shown to staff of the convening and invited units and those above them; kept with the consultation.';
COMMENT ON COLUMN joint.invitations.words IS 'personal: why it was declined or withdrawn, which may name people; shown as the names are; kept with the consultation.';
CREATE INDEX invitations_unit ON joint.invitations (unit_id);

CREATE TABLE joint.agenda_items (
  consultation_id uuid NOT NULL REFERENCES joint.consultations,
  no smallint NOT NULL,
  matter_id uuid NOT NULL,
  question text NOT NULL,
  place smallint NOT NULL,
  added_at timestamptz NOT NULL,
  added_by bigint NOT NULL,
  removed_at timestamptz,
  removed_by bigint,
  PRIMARY KEY (consultation_id, no)
) WITH (fillfactor = 80);
COMMENT ON TABLE joint.agenda_items IS 'One row a matter on the agenda of a consultation. Never deleted: what was taken off has the instant of it.';
COMMENT ON COLUMN joint.agenda_items.no IS 'Counts from 1 within the consultation and stays, whatever the order.';
COMMENT ON COLUMN joint.agenda_items.matter_id IS 'matter.matters.id.';
COMMENT ON COLUMN joint.agenda_items.place IS 'Place in the order of the agenda; counts from 1.';
COMMENT ON COLUMN joint.agenda_items.question IS 'personal: the question to settle, which may name people; shown to staff of the convening and invited units, those above them, and staff who see the matter; kept with the matter.';
CREATE UNIQUE INDEX agenda_items_matter ON joint.agenda_items (matter_id, consultation_id) WHERE removed_at IS NULL;

CREATE TABLE joint.minutes (
  consultation_id uuid NOT NULL,
  item_no smallint NOT NULL,
  revision smallint NOT NULL,
  correction boolean NOT NULL,
  words text NOT NULL,
  written_at timestamptz NOT NULL,
  written_by bigint NOT NULL,
  PRIMARY KEY (consultation_id, item_no, revision),
  FOREIGN KEY (consultation_id, item_no) REFERENCES joint.agenda_items
);
COMMENT ON TABLE joint.minutes IS 'One row a wording of the minutes of an item, and one a correction after it was closed. Never changed, never deleted: the last wording counts.';
COMMENT ON COLUMN joint.minutes.revision IS 'Counts from 1 within the item, corrections included.';
COMMENT ON COLUMN joint.minutes.words IS 'personal: what was said, which may name people; shown to staff of the convening and invited units and those above them; kept with the matter.';

CREATE TABLE joint.decisions (
  consultation_id uuid NOT NULL,
  item_no smallint NOT NULL,
  no smallint NOT NULL,
  words text NOT NULL,
  decided_at timestamptz NOT NULL,
  decided_by bigint NOT NULL,
  order_role text CHECK (order_role IN ('lead', 'assist')),
  order_unit_id text,
  work_order_no smallint,
  ordered_at timestamptz,
  ordered_by bigint,
  PRIMARY KEY (consultation_id, item_no, no),
  FOREIGN KEY (consultation_id, item_no) REFERENCES joint.agenda_items,
  CHECK (num_nonnulls(order_role, order_unit_id, work_order_no, ordered_at, ordered_by) IN (0, 5))
) WITH (fillfactor = 80);
COMMENT ON TABLE joint.decisions IS 'One row a decision on an item, with the work order that it became. Never deleted.';
COMMENT ON COLUMN joint.decisions.words IS 'personal: what was decided, which may name people; shown as the minutes are, and to staff who see the matter; kept with the matter.';
COMMENT ON COLUMN joint.decisions.work_order_no IS 'Of the matter of the item.';
