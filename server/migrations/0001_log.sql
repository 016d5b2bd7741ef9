CREATE SCHEMA log;
COMMENT ON SCHEMA log IS 'The record: events, their gapless positions, commands, looks at personal data.';

ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO heliu_app;
ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO heliu_app;
ALTER DEFAULT PRIVILEGES GRANT USAGE, SELECT ON SEQUENCES TO heliu_app;
GRANT USAGE ON SCHEMA kernel, log TO heliu_app;
GRANT SELECT ON kernel.migrations TO heliu_app;

CREATE SEQUENCE log.event_ids AS bigint CACHE 1;

CREATE TABLE log.events (
  id bigint NOT NULL DEFAULT nextval('log.event_ids'),
  at timestamptz NOT NULL,
  kind text NOT NULL,
  subject text NOT NULL,
  place_path text,
  unit_ids text[] NOT NULL DEFAULT '{}',
  actor_id bigint,
  command_id uuid,
  payload jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);
COMMENT ON TABLE log.events IS 'Append-only record of every act. Holds ids and codes, never personal data. Partitioned by month of the act.';
COMMENT ON COLUMN log.events.subject IS 'capability:id of what the act was done to, such as matter:42.';
COMMENT ON COLUMN log.events.place_path IS 'Path of the place in the division tree; decides with unit_ids who may see the event.';
COMMENT ON COLUMN log.events.actor_id IS 'Account that acted; null for the system and for anonymous reporters.';
CREATE TABLE log.events_rest PARTITION OF log.events DEFAULT;
COMMENT ON TABLE log.events_rest IS 'Events outside the months that have a partition of their own.';
CREATE INDEX events_subject ON log.events (subject, id);

CREATE TABLE log.pending_events (
  event_id bigint NOT NULL,
  event_at timestamptz NOT NULL
);
COMMENT ON TABLE log.pending_events IS 'Committed events that the sequencer has not given a position yet.';
ALTER TABLE log.pending_events SET (autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_scale_factor = 0);

CREATE TABLE log.positions (
  position bigint PRIMARY KEY,
  event_id bigint NOT NULL,
  event_at timestamptz NOT NULL
);
COMMENT ON TABLE log.positions IS 'Gapless order of committed events. Readers go by position alone, so none skips an event that committed late.';

CREATE TABLE log.sequence (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  last_position bigint NOT NULL
);
COMMENT ON TABLE log.sequence IS 'Last position given; the row lock makes the sequencer single.';
INSERT INTO log.sequence (last_position) VALUES (0);

CREATE TABLE log.readers (
  name text PRIMARY KEY,
  position bigint NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE log.readers IS 'How far each durable reader of the event log has come.';

CREATE TABLE log.commands (
  command_id uuid PRIMARY KEY,
  at timestamptz NOT NULL,
  endpoint text NOT NULL,
  account_id bigint,
  subject text,
  reply jsonb
);
COMMENT ON TABLE log.commands IS 'Every accepted command: who did what to what and when (the audit), and the reply that a repeat of it gets.';
COMMENT ON COLUMN log.commands.reply IS 'Reply for repeats; cleared 30 days after the command.';

CREATE TABLE log.accesses (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL,
  account_id bigint,
  endpoint text NOT NULL,
  subject text NOT NULL,
  purpose text
);
COMMENT ON TABLE log.accesses IS 'Every look at personal data: who, which, through which endpoint, for what purpose.';
CREATE INDEX accesses_subject ON log.accesses (subject, at);

CREATE TABLE log.refusals (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL,
  account_id bigint,
  endpoint text NOT NULL,
  code text NOT NULL
);
COMMENT ON TABLE log.refusals IS 'Requests refused for lack of permission.';

CREATE FUNCTION log.ensure_months(first date, last date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, log AS $$
DECLARE
  month date := date_trunc('month', first)::date;
  made integer := 0;
  name text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('log.ensure_months'));
  WHILE month <= last LOOP
    name := 'events_' || to_char(month, 'YYYYMM');
    IF to_regclass('log.' || name) IS NULL
       AND NOT EXISTS (SELECT FROM log.events_rest
                       WHERE at >= month::timestamptz AND at < (month + interval '1 month')::timestamptz) THEN
      EXECUTE format('CREATE TABLE log.%I PARTITION OF log.events FOR VALUES FROM (%L) TO (%L)',
                     name, month::timestamp AT TIME ZONE 'UTC', (month + interval '1 month') AT TIME ZONE 'UTC');
      EXECUTE format('REVOKE UPDATE, DELETE ON log.%I FROM heliu_app', name);
      made := made + 1;
    END IF;
    month := (month + interval '1 month')::date;
  END LOOP;
  RETURN made;
END $$;
COMMENT ON FUNCTION log.ensure_months IS 'Makes the monthly partitions of log.events from the month of the first day to that of the last.';
REVOKE ALL ON FUNCTION log.ensure_months FROM PUBLIC;
GRANT EXECUTE ON FUNCTION log.ensure_months TO heliu_app;

GRANT SELECT, INSERT ON log.events, log.positions, log.accesses, log.refusals TO heliu_app;
GRANT SELECT, INSERT, DELETE ON log.pending_events TO heliu_app;
GRANT SELECT, INSERT, UPDATE ON log.sequence, log.readers, log.commands TO heliu_app;
REVOKE UPDATE, DELETE ON log.events, log.events_rest, log.positions, log.accesses, log.refusals FROM heliu_app;
REVOKE DELETE ON log.commands, log.sequence FROM heliu_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA log TO heliu_app;
