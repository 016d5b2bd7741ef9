CREATE SCHEMA notices;
COMMENT ON SCHEMA notices IS 'What people are told of matters, by which ways, and whether it reached them.';

INSERT INTO log.readers (name, position) SELECT 'notices.log', last_position FROM log.sequence;

CREATE TABLE notices.notices (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id bigint,
  report_id uuid,
  kind text NOT NULL,
  rule text NOT NULL,
  urgent boolean NOT NULL,
  at timestamptz NOT NULL,
  position bigint,
  matter_id uuid,
  matter_code text,
  status jsonb NOT NULL,
  body jsonb NOT NULL,
  read_at timestamptz,
  CHECK (num_nonnulls(account_id, report_id) = 1)
);
COMMENT ON TABLE notices.notices IS 'One row a person and happening: exactly what they were told, in both languages. Deleted 180 days after.';
COMMENT ON COLUMN notices.notices.account_id IS 'people.accounts.id; null for a reporter without an account, whom report_id names.';
COMMENT ON COLUMN notices.notices.report_id IS 'matter.reports.id of an anonymous reporter; addresses are read there when the notice goes out.';
COMMENT ON COLUMN notices.notices.rule IS 'Rule of the city pack whose texts these are.';
COMMENT ON COLUMN notices.notices.position IS 'Event that it tells of; null for what a clock did by itself.';
COMMENT ON COLUMN notices.notices.matter_code IS 'Code under which this person knows the matter: of the own report where matters were merged.';
CREATE INDEX notices_account ON notices.notices (account_id, id DESC) WHERE account_id IS NOT NULL;
CREATE INDEX notices_unread ON notices.notices (account_id, id DESC) WHERE account_id IS NOT NULL AND read_at IS NULL;
CREATE UNIQUE INDEX notices_once ON notices.notices (position, account_id) WHERE account_id IS NOT NULL;
CREATE UNIQUE INDEX notices_report_once ON notices.notices (position, report_id) WHERE report_id IS NOT NULL;

CREATE TABLE notices.follows (
  account_id bigint NOT NULL,
  matter_id uuid NOT NULL,
  since timestamptz NOT NULL,
  PRIMARY KEY (account_id, matter_id)
);
COMMENT ON TABLE notices.follows IS 'Who follows which matter without having a part in it.';
CREATE INDEX follows_matter ON notices.follows (matter_id);

CREATE TABLE notices.preferences (
  account_id bigint PRIMARY KEY,
  choices jsonb NOT NULL,
  quiet_from text NOT NULL,
  quiet_until text NOT NULL,
  urgent_in_quiet boolean NOT NULL,
  digest_at text NOT NULL,
  changed_at timestamptz NOT NULL
);
COMMENT ON TABLE notices.preferences IS 'Ways and times a person chose to be told; without a row the defaults of the product and the city hold.';

CREATE TABLE notices.deliveries (
  id uuid PRIMARY KEY,
  account_id bigint,
  report_id uuid,
  channel text NOT NULL,
  digest_for timestamptz,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'dropped', 'dead')),
  due_at timestamptz NOT NULL,
  attempts smallint NOT NULL DEFAULT 0,
  last_error text,
  created_at timestamptz NOT NULL,
  settled_at timestamptz,
  CHECK (num_nonnulls(account_id, report_id) = 1)
);
COMMENT ON TABLE notices.deliveries IS 'One row a message on its way out of the system and what became of it. Holds no address: that is read when it goes out. Deleted with its notices.';
COMMENT ON COLUMN notices.deliveries.digest_for IS 'Set where the message gathers notices until then.';
COMMENT ON COLUMN notices.deliveries.state IS 'dropped: nobody to be reached there any more, or no longer wanted; dead: given up after the last attempt.';
COMMENT ON COLUMN notices.deliveries.due_at IS 'Next attempt; moved on before each, so that a crash while sending leads to a later one.';
COMMENT ON COLUMN notices.deliveries.last_error IS 'Codes of the server that did not take it, without what it quoted.';
CREATE INDEX deliveries_due ON notices.deliveries (due_at) WHERE state = 'waiting';
CREATE INDEX deliveries_dead ON notices.deliveries (created_at DESC, id) WHERE state = 'dead';
CREATE INDEX deliveries_newest ON notices.deliveries (created_at DESC, id);
CREATE UNIQUE INDEX deliveries_digest ON notices.deliveries (account_id, channel, digest_for)
  WHERE digest_for IS NOT NULL;

CREATE TABLE notices.carried (
  delivery_id uuid NOT NULL REFERENCES notices.deliveries ON DELETE CASCADE,
  notice_id bigint NOT NULL REFERENCES notices.notices ON DELETE CASCADE,
  PRIMARY KEY (delivery_id, notice_id)
);
COMMENT ON TABLE notices.carried IS 'Which notices a message carries.';
CREATE INDEX carried_notice ON notices.carried (notice_id);

CREATE TABLE notices.reminded (
  matter_id uuid NOT NULL,
  clock text NOT NULL,
  work_order_no smallint NOT NULL,
  due_at timestamptz NOT NULL,
  what text NOT NULL,
  PRIMARY KEY (matter_id, clock, work_order_no, due_at, what)
);
COMMENT ON TABLE notices.reminded IS 'Clocks of which it was said that they are due soon or overdue; a due time that moves is said anew. Deleted 180 days after.';

CREATE TABLE notices.push_subscriptions (
  id uuid PRIMARY KEY,
  account_id bigint NOT NULL,
  endpoint text NOT NULL UNIQUE,
  p256dh text NOT NULL,
  auth text NOT NULL,
  created_at timestamptz NOT NULL
);
COMMENT ON TABLE notices.push_subscriptions IS 'Browsers that take pushed notices (RFC 8030).';
COMMENT ON COLUMN notices.push_subscriptions.endpoint IS 'personal: address of a browser at its push service; to push notices; deleted when it is given back, when the push service says that it is gone, and with the account.';
CREATE INDEX push_subscriptions_account ON notices.push_subscriptions (account_id);
