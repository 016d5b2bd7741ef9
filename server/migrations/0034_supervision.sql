CREATE SCHEMA supervision;
COMMENT ON SCHEMA supervision IS 'The ladder over every open clock, the cards it and people issue, and the answers to them.';

CREATE TABLE supervision.climbs (
  matter_id uuid NOT NULL,
  clock text NOT NULL,
  work_order_no smallint NOT NULL,
  round smallint NOT NULL,
  ladder text NOT NULL,
  version integer NOT NULL,
  due_at timestamptz NOT NULL,
  steps jsonb NOT NULL,
  next_at timestamptz NOT NULL,
  PRIMARY KEY (matter_id, clock, work_order_no, round)
) WITH (fillfactor = 80);
COMMENT ON TABLE supervision.climbs IS 'One row a clock that has steps of its ladder ahead. Made from the matter alone, so it can be thrown away and made anew; what was issued stands in supervision.cards.';
COMMENT ON COLUMN supervision.climbs.matter_id IS 'matter.matters.id.';
COMMENT ON COLUMN supervision.climbs.version IS 'Version of the matter that the instants were reckoned from; another one is reckoned anew before anything is issued.';
COMMENT ON COLUMN supervision.climbs.steps IS 'Steps ahead in order, each with its code, level and the instant at which it is reached (epoch milliseconds).';
COMMENT ON COLUMN supervision.climbs.next_at IS 'Instant of the first of the steps; a tick claims what lies before now.';
CREATE INDEX climbs_next ON supervision.climbs (next_at);

CREATE TABLE supervision.cards (
  id uuid PRIMARY KEY,
  matter_id uuid NOT NULL,
  source text NOT NULL CHECK (source IN ('ladder', 'supervisor', 'urge', 'leader')),
  level text CHECK (level IN ('blue', 'yellow', 'red')),
  clock text,
  work_order_no smallint,
  round smallint,
  ladder text,
  step text,
  unit_id text NOT NULL,
  centre_unit_id text NOT NULL,
  place_path text NOT NULL,
  recipients text[] NOT NULL,
  reached_at timestamptz NOT NULL,
  issued_at timestamptz NOT NULL,
  issued_by bigint,
  due_at timestamptz,
  demand text,
  acknowledged_at timestamptz,
  acknowledged_by bigint,
  replied_at timestamptz,
  ended_at timestamptz,
  ended_because text CHECK (ended_because IN ('raised', 'clockEnded', 'matterEnded', 'acknowledged', 'lifted')),
  ended_by bigint,
  end_reason text,
  CHECK ((ended_at IS NULL) = (ended_because IS NULL)),
  CHECK (source <> 'ladder' OR num_nulls(level, clock, work_order_no, round, ladder, step) = 0)
) WITH (fillfactor = 80);
COMMENT ON TABLE supervision.cards IS 'Cards over matters: those of the ladder, and those of supervisors and leaders. Never deleted; an ended one says why.';
COMMENT ON COLUMN supervision.cards.matter_id IS 'matter.matters.id.';
COMMENT ON COLUMN supervision.cards.unit_id IS 'Unit that has to answer, as it was when the card was issued.';
COMMENT ON COLUMN supervision.cards.place_path IS 'Place of the matter; follows when the matter moves.';
COMMENT ON COLUMN supervision.cards.recipients IS 'Whom it is for, as unit:<code>, <role>@unit:<code> or <role>@place:<path>; never a person.';
COMMENT ON COLUMN supervision.cards.reached_at IS 'When the step was reached; a worker that was away issues later. Waiting counts from here.';
COMMENT ON COLUMN supervision.cards.due_at IS 'Due time of the clock, which follows it while the card is open, or what the demand names.';
COMMENT ON COLUMN supervision.cards.demand IS 'personal: what is asked for in the words of who asks, which may name people; shown to staff who see the matter; kept with the matter.';
COMMENT ON COLUMN supervision.cards.end_reason IS 'personal: why it was lifted, which may name people; shown to staff who see the matter; kept with the matter.';
CREATE UNIQUE INDEX cards_once ON supervision.cards (matter_id, clock, work_order_no, round, step) WHERE source = 'ladder';
CREATE INDEX cards_matter ON supervision.cards (matter_id, issued_at);
CREATE INDEX cards_waiting ON supervision.cards (reached_at, id) WHERE ended_at IS NULL;
CREATE INDEX cards_recipients ON supervision.cards USING gin (recipients) WHERE ended_at IS NULL;
CREATE INDEX cards_issued ON supervision.cards (issued_at);
CREATE INDEX cards_ended ON supervision.cards (ended_at) WHERE ended_at IS NOT NULL;

CREATE TABLE supervision.replies (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  card_id uuid NOT NULL REFERENCES supervision.cards,
  at timestamptz NOT NULL,
  account_id bigint NOT NULL,
  body text NOT NULL
);
COMMENT ON TABLE supervision.replies IS 'What units answer to cards.';
COMMENT ON COLUMN supervision.replies.body IS 'personal: the answer in its own words, which may name people; shown to staff who see the matter; kept with the matter.';
CREATE INDEX replies_card ON supervision.replies (card_id, at);

CREATE TABLE supervision.planned (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  city_version bigint NOT NULL
);
COMMENT ON TABLE supervision.planned IS 'Version of the city by whose ladders and calendar all open clocks were last reckoned.';
