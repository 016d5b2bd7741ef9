ALTER TABLE people.accounts VALIDATE CONSTRAINT accounts_kind_check;

CREATE SCHEMA open311;
COMMENT ON SCHEMA open311 IS 'What came over the Open311 interface, so that nothing is entered twice.';

CREATE TABLE open311.submissions (
  token uuid PRIMARY KEY,
  account_id bigint NOT NULL,
  content_hash bytea NOT NULL,
  by_client boolean NOT NULL,
  at timestamptz NOT NULL
);
COMMENT ON TABLE open311.submissions IS 'One row a request or update that a key sent; deleted 30 days after. token is the commandId it was carried out with.';
COMMENT ON COLUMN open311.submissions.account_id IS 'people.accounts.id of the key.';
COMMENT ON COLUMN open311.submissions.content_hash IS 'SHA-256 of what was sent, or of the Idempotency-Key that came with it.';
COMMENT ON COLUMN open311.submissions.by_client IS 'The client named the submission itself by an Idempotency-Key: a repeat is one however late it comes.';
CREATE INDEX submissions_content ON open311.submissions (account_id, content_hash, at DESC);
CREATE INDEX submissions_at ON open311.submissions (at);

CREATE SCHEMA export;
COMMENT ON SCHEMA export IS 'What was taken out of the system, by whom and why.';

CREATE TABLE export.exports (
  id uuid PRIMARY KEY,
  account_id bigint NOT NULL,
  started_at timestamptz NOT NULL,
  ended_at timestamptz,
  format text NOT NULL,
  filter jsonb NOT NULL,
  place_paths text[] NOT NULL,
  personal boolean NOT NULL,
  purpose text NOT NULL,
  expected integer NOT NULL,
  written integer
);
COMMENT ON TABLE export.exports IS 'One row an export, entered before its first byte leaves. Never deleted.';
COMMENT ON COLUMN export.exports.account_id IS 'people.accounts.id of the person or key.';
COMMENT ON COLUMN export.exports.filter IS 'Filter of the list as it stood; a searched text is not kept.';
COMMENT ON COLUMN export.exports.place_paths IS 'Places that the exporter sees; administrators of them or above see the entry.';
COMMENT ON COLUMN export.exports.expected IS 'Matters that the filter found at the start; written counts those that left, null where the transfer broke off.';
CREATE INDEX exports_started ON export.exports (started_at DESC, id);
GRANT SELECT, INSERT, UPDATE ON export.exports TO heliu_app;
REVOKE DELETE ON export.exports FROM heliu_app;

CREATE INDEX events_at ON log.events USING brin (at);
