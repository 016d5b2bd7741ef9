CREATE SCHEMA support;
COMMENT ON SCHEMA support IS 'Support visits to people who asked for or agreed to them. An entry is a consent: it has a purpose and an end, and nothing of a person outlives it.';

CREATE TABLE support.entries (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  grid_code text NOT NULL,
  place_path text NOT NULL,
  keeper_path text NOT NULL,
  purpose text NOT NULL,
  times integer NOT NULL,
  per text NOT NULL,
  consent_form text NOT NULL,
  consent_on date NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by bigint NOT NULL,
  expires_at timestamptz NOT NULL,
  sealed bytea,
  ended_at timestamptz,
  ended_as text,
  CHECK ((ended_at IS NULL) = (sealed IS NOT NULL))
);
COMMENT ON TABLE support.entries IS 'Deleted 400 days after the end.';
COMMENT ON COLUMN support.entries.kind IS 'Kind of support of registers.yaml in the city pack: a service, never a trait.';
COMMENT ON COLUMN support.entries.keeper_path IS 'The place whose supervisors keep the list; those of other places, also above, do not see the person.';
COMMENT ON COLUMN support.entries.consent_form IS 'written, spoken or online.';
COMMENT ON COLUMN support.entries.recorded_by IS 'people.accounts.id of who recorded the consent.';
COMMENT ON COLUMN support.entries.sealed IS 'personal: name, telephone and address, sealed with HELIU_SECRET and bound to the entry; to make the visits that were asked for; shown to assigned officers and the supervisors who keep the list, each look logged; erased when the consent is withdrawn or expires.';
COMMENT ON COLUMN support.entries.ended_as IS 'withdrawn or expired.';
CREATE INDEX entries_keeper ON support.entries (keeper_path) WHERE ended_at IS NULL;
CREATE INDEX entries_expires ON support.entries (expires_at) WHERE ended_at IS NULL;

CREATE TABLE support.officers (
  entry_id uuid NOT NULL REFERENCES support.entries ON DELETE CASCADE,
  account_id bigint NOT NULL,
  PRIMARY KEY (account_id, entry_id)
);
COMMENT ON TABLE support.officers IS 'Who makes the visits of an entry; deleted with its end.';
CREATE INDEX officers_entry ON support.officers (entry_id);

CREATE TABLE support.visits (
  id uuid PRIMARY KEY,
  entry_id uuid NOT NULL REFERENCES support.entries ON DELETE CASCADE,
  visited_at timestamptz NOT NULL,
  visited_on date NOT NULL,
  result text NOT NULL,
  note bytea,
  matter_id uuid
);
COMMENT ON TABLE support.visits IS 'One row a visit. It does not say who was there: lists are counted, not officers.';
COMMENT ON COLUMN support.visits.result IS 'done, notMet or declined.';
COMMENT ON COLUMN support.visits.note IS 'personal: what came of the visit, sealed and bound to it; for the next visit; erased with the consent.';
COMMENT ON COLUMN support.visits.matter_id IS 'The matter that the visit was handed on as.';
CREATE INDEX visits_entry ON support.visits (entry_id, visited_on);
