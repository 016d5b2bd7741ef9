CREATE SCHEMA matter;
COMMENT ON SCHEMA matter IS 'Matters and all that hangs on them.';

CREATE TABLE matter.matters (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE,
  version integer NOT NULL,
  stage text NOT NULL,
  type_code text NOT NULL,
  request_kind text NOT NULL,
  channel text NOT NULL,
  title text NOT NULL,
  description text NOT NULL,
  answers jsonb NOT NULL DEFAULT '{}',
  address text,
  lng double precision,
  lat double precision,
  division_code text NOT NULL,
  grid_code text,
  place_path text NOT NULL,
  centre_unit_id text NOT NULL,
  holder_unit_id text NOT NULL,
  holder_account_id bigint,
  registered_at timestamptz NOT NULL,
  registered_by bigint,
  changed_at timestamptz NOT NULL,
  due_at timestamptz,
  due_clock text,
  provisional_due boolean NOT NULL DEFAULT false,
  closed_at timestamptz,
  closing_way text,
  outcome text,
  on_time boolean,
  approval_due boolean NOT NULL DEFAULT false,
  check_due boolean NOT NULL DEFAULT false,
  route jsonb,
  state jsonb NOT NULL,
  CHECK ((lng IS NULL) = (lat IS NULL))
) WITH (fillfactor = 80);
COMMENT ON TABLE matter.matters IS 'One row a matter. state is the aggregate that the life cycle works on; the other columns are taken from it in the same statement, for queues, maps and statistics.';
COMMENT ON COLUMN matter.matters.code IS 'Public code of the matter (one matter, one code), 50 random bits and a check character.';
COMMENT ON COLUMN matter.matters.title IS 'personal: what it is about, as told; shown to those who handle the matter; kept with the matter.';
COMMENT ON COLUMN matter.matters.description IS 'personal: the report in the reporter''s words; shown to those who handle the matter; kept with the matter.';
COMMENT ON COLUMN matter.matters.address IS 'personal: where it is, as told; shown to those who handle the matter; kept with the matter.';
COMMENT ON COLUMN matter.matters.place_path IS 'Path of the grid or division in the tree of places; scopes of people are prefixes of it.';
COMMENT ON COLUMN matter.matters.centre_unit_id IS 'Centre that answers for the procedure.';
COMMENT ON COLUMN matter.matters.holder_unit_id IS 'Unit that has to act next.';
COMMENT ON COLUMN matter.matters.due_at IS 'Due time of the clock that ends first, or the last handling due time once closed; null without a limit.';
COMMENT ON COLUMN matter.matters.approval_due IS 'An extension, suspension, appeal, void or forced close waits for a decision, or a ruling is due.';
COMMENT ON COLUMN matter.matters.check_due IS 'A check before filing, after handling or of a matter closed on the spot waits.';
COMMENT ON COLUMN matter.matters.route IS 'Rule that chose the unit and the steps that led to it.';
CREATE INDEX matters_queue ON matter.matters (holder_unit_id, due_at, id)
  WHERE stage NOT IN ('closed', 'declined', 'voided', 'merged');
CREATE INDEX matters_person ON matter.matters (holder_account_id, due_at, id)
  WHERE holder_account_id IS NOT NULL AND stage NOT IN ('closed', 'declined', 'voided', 'merged');
CREATE INDEX matters_approvals ON matter.matters (centre_unit_id, due_at, id) WHERE approval_due;
CREATE INDEX matters_checks ON matter.matters (centre_unit_id, due_at, id) WHERE check_due;
CREATE INDEX matters_place ON matter.matters (place_path text_pattern_ops, registered_at DESC);
CREATE INDEX matters_recent ON matter.matters (registered_at DESC, id DESC);

CREATE TABLE matter.work_orders (
  matter_id uuid NOT NULL REFERENCES matter.matters,
  no smallint NOT NULL,
  role text NOT NULL,
  unit_id text NOT NULL,
  holder_id bigint,
  status text NOT NULL,
  dispatched_at timestamptz NOT NULL,
  due_at timestamptz,
  ended_at timestamptz,
  overdue boolean NOT NULL DEFAULT false,
  exempt boolean NOT NULL DEFAULT false,
  place_path text NOT NULL,
  PRIMARY KEY (matter_id, no)
) WITH (fillfactor = 80);
COMMENT ON TABLE matter.work_orders IS 'Work orders of matters, one lead and any number of assisting ones, each with its unit; taken from the state of the matter in the same statement.';
COMMENT ON COLUMN matter.work_orders.exempt IS 'A granted appeal leaves this order out of the statistic; the fact overdue stays.';
CREATE INDEX work_orders_queue ON matter.work_orders (unit_id, due_at, matter_id)
  WHERE status IN ('dispatched', 'signed');
CREATE INDEX work_orders_unit ON matter.work_orders (unit_id, dispatched_at DESC);

CREATE TABLE matter.due_clocks (
  matter_id uuid NOT NULL REFERENCES matter.matters,
  kind text NOT NULL,
  work_order_no smallint NOT NULL,
  due_at timestamptz NOT NULL,
  provisional boolean NOT NULL,
  PRIMARY KEY (matter_id, kind, work_order_no)
);
COMMENT ON TABLE matter.due_clocks IS 'The clocks that run now. Stopped and paused ones live in the state of the matter, so this table stays as small as the open work.';
CREATE INDEX due_clocks_due ON matter.due_clocks (due_at);
CREATE INDEX due_clocks_provisional ON matter.due_clocks (matter_id) WHERE provisional;

CREATE TABLE matter.wake_ups (
  matter_id uuid PRIMARY KEY REFERENCES matter.matters,
  at timestamptz NOT NULL
);
COMMENT ON TABLE matter.wake_ups IS 'When a suspended matter resumes by itself.';
CREATE INDEX wake_ups_at ON matter.wake_ups (at);

CREATE TABLE matter.reports (
  id uuid PRIMARY KEY,
  matter_id uuid NOT NULL REFERENCES matter.matters,
  account_id bigint,
  receipt_hash bytea,
  language text NOT NULL,
  name text,
  phone text,
  email text,
  text text NOT NULL,
  created_at timestamptz NOT NULL,
  erased_at timestamptz
);
COMMENT ON TABLE matter.reports IS 'Who reported a matter, one row a report; merged matters keep every reporter.';
COMMENT ON COLUMN matter.reports.receipt_hash IS 'SHA-256 of the receipt code of an anonymous reporter; the code itself is known to nobody else.';
COMMENT ON COLUMN matter.reports.name IS 'personal: to address the reporter; shown to those who handle the matter; erased 2 years after closing.';
COMMENT ON COLUMN matter.reports.phone IS 'personal: to call the reporter back; shown to those who handle the matter, each look logged; erased 2 years after closing.';
COMMENT ON COLUMN matter.reports.email IS 'personal: to tell the reporter; erased 2 years after closing.';
COMMENT ON COLUMN matter.reports.text IS 'personal: the report in the reporter''s words; erased 2 years after closing.';
CREATE INDEX reports_matter ON matter.reports (matter_id);
CREATE INDEX reports_account ON matter.reports (account_id, created_at DESC) WHERE account_id IS NOT NULL;

CREATE TABLE matter.notes (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  matter_id uuid NOT NULL REFERENCES matter.matters,
  version integer NOT NULL,
  at timestamptz NOT NULL,
  kind text NOT NULL,
  work_order_no smallint,
  account_id bigint,
  body text NOT NULL
);
COMMENT ON TABLE matter.notes IS 'Free texts of acts: note (internal), reply (told to the reporter), instructions (to a unit), comment (public). version is that of the matter after the act.';
COMMENT ON COLUMN matter.notes.body IS 'personal: may name people; shown to those who handle the matter, replies to its reporters; kept with the matter.';
CREATE INDEX notes_matter ON matter.notes (matter_id, version);

CREATE TABLE matter.evidence (
  matter_id uuid NOT NULL REFERENCES matter.matters,
  file_id uuid NOT NULL,
  version integer NOT NULL,
  work_order_no smallint,
  report_id uuid,
  PRIMARY KEY (matter_id, file_id)
);
COMMENT ON TABLE matter.evidence IS 'Photos and files given with an act; version is that of the matter after the act.';
COMMENT ON COLUMN matter.evidence.report_id IS 'Report that the file came with or was added to; only its reporter sees it beside the staff.';
CREATE INDEX evidence_file ON matter.evidence (file_id);

CREATE TABLE matter.search (
  matter_id uuid PRIMARY KEY REFERENCES matter.matters,
  grams text[] NOT NULL
);
COMMENT ON TABLE matter.search IS 'Bigrams of title, text and address, filled from the event log; two-character Chinese words are found by them.';
CREATE INDEX search_grams ON matter.search USING gin (grams);

CREATE TABLE matter.saved_views (
  id uuid PRIMARY KEY,
  account_id bigint NOT NULL,
  name text NOT NULL,
  query text NOT NULL,
  created_at timestamptz NOT NULL
);
COMMENT ON TABLE matter.saved_views IS 'Filters of the queue that a person keeps under a name; query is the page''s query string.';
CREATE INDEX saved_views_account ON matter.saved_views (account_id, created_at);
