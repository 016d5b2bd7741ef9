CREATE SCHEMA webhooks;
COMMENT ON SCHEMA webhooks IS 'Other systems that are told of events by signed POSTs.';

CREATE TABLE webhooks.subscribers (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  url text NOT NULL,
  kinds text[] NOT NULL,
  state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'paused', 'disabled')),
  position bigint NOT NULL,
  failing_since timestamptz,
  attempts integer NOT NULL DEFAULT 0,
  next_at timestamptz NOT NULL,
  last_error text,
  last_taken_at timestamptz,
  created_by bigint NOT NULL,
  created_at timestamptz NOT NULL
);
COMMENT ON TABLE webhooks.subscribers IS 'One row a subscriber, whose signing secret is derived from HELIU_SECRET and its id; its position in the event log moves when it has taken an event, so events come in order and none is skipped.';
COMMENT ON COLUMN webhooks.subscribers.kinds IS 'Kinds of events it wants; empty for all.';
COMMENT ON COLUMN webhooks.subscribers.next_at IS 'No attempt before; moved on before each, so that a process that dies while it sends leaves it for later.';
CREATE INDEX subscribers_due ON webhooks.subscribers (next_at) WHERE state = 'active';
