CREATE SCHEMA organisation;
COMMENT ON SCHEMA organisation IS 'Enterprises and organisations with accounts: who speaks for them, and what centres send them.';

CREATE TABLE organisation.organisations (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  credit_code text,
  no_code_reason text,
  kind text NOT NULL,
  place_code text NOT NULL,
  place_path text NOT NULL,
  address text NOT NULL,
  contact_name text,
  contact_phone text,
  contact_email text,
  state text NOT NULL CHECK (state IN ('waiting', 'verified', 'declined', 'suspended', 'ended')),
  registered_at timestamptz NOT NULL,
  registered_by bigint NOT NULL,
  verified_at timestamptz,
  ended_at timestamptz,
  CHECK ((ended_at IS NOT NULL) = (state = 'ended')),
  CHECK (state NOT IN ('verified', 'suspended') OR verified_at IS NOT NULL),
  CHECK (credit_code IS NOT NULL OR no_code_reason IS NOT NULL)
) WITH (fillfactor = 80);
COMMENT ON TABLE organisation.organisations IS 'One row an organisation that asked for an account. Never deleted: an ended one stays with its state.';
COMMENT ON COLUMN organisation.organisations.credit_code IS 'Unified social credit code (GB 32100-2015), in capitals without spaces; null where the organisation has none.';
COMMENT ON COLUMN organisation.organisations.no_code_reason IS 'Why there is no code.';
COMMENT ON COLUMN organisation.organisations.place_path IS 'Path of the place it is in, whose centres verify it.';
COMMENT ON COLUMN organisation.organisations.contact_name IS 'personal: whom the centre talks to about the account; shown to representatives and, each look logged, to those who verify; erased when the account is ended.';
COMMENT ON COLUMN organisation.organisations.contact_phone IS 'personal: to reach the contact; shown as the name is; erased when the account is ended.';
COMMENT ON COLUMN organisation.organisations.contact_email IS 'personal: to reach the contact; shown as the name is; erased when the account is ended.';
CREATE UNIQUE INDEX organisations_code ON organisation.organisations (credit_code)
  WHERE credit_code IS NOT NULL AND state IN ('waiting', 'verified', 'suspended');
CREATE INDEX organisations_place ON organisation.organisations (place_path text_pattern_ops);
CREATE INDEX organisations_name ON organisation.organisations (name, id);

CREATE TABLE organisation.applications (
  organisation_id uuid NOT NULL REFERENCES organisation.organisations,
  no smallint NOT NULL,
  name text NOT NULL,
  credit_code text,
  no_code_reason text,
  asked_at timestamptz NOT NULL,
  asked_by bigint NOT NULL,
  decision text CHECK (decision IN ('verified', 'declined', 'withdrawn')),
  decided_at timestamptz,
  decided_by bigint,
  words text,
  PRIMARY KEY (organisation_id, no),
  CHECK ((decision IS NULL) = (decided_at IS NULL)),
  CHECK (credit_code IS NOT NULL OR no_code_reason IS NOT NULL)
) WITH (fillfactor = 80);
COMMENT ON TABLE organisation.applications IS 'One row a name and code that a centre was asked to verify: the registration, and each change after it. Never deleted.';
COMMENT ON COLUMN organisation.applications.words IS 'Why it was declined; told to the representatives.';
CREATE UNIQUE INDEX applications_open ON organisation.applications (organisation_id) WHERE decision IS NULL;
CREATE UNIQUE INDEX applications_code ON organisation.applications (credit_code)
  WHERE credit_code IS NOT NULL AND decision IS NULL;

CREATE TABLE organisation.representatives (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation.organisations,
  account_id bigint NOT NULL,
  since timestamptz NOT NULL,
  ended_at timestamptz
) WITH (fillfactor = 80);
COMMENT ON TABLE organisation.representatives IS 'Accounts that speak for an organisation, and those that did. Never deleted: what was done in its name has a person behind it.';
CREATE UNIQUE INDEX representatives_current ON organisation.representatives (organisation_id, account_id) WHERE ended_at IS NULL;
CREATE INDEX representatives_account ON organisation.representatives (account_id) WHERE ended_at IS NULL;

CREATE TABLE organisation.invitations (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation.organisations,
  email text,
  succeeds uuid REFERENCES organisation.representatives,
  invited_at timestamptz NOT NULL,
  invited_by bigint NOT NULL,
  answer text CHECK (answer IN ('accepted', 'declined', 'withdrawn')),
  answered_at timestamptz,
  CHECK ((answer IS NULL) = (answered_at IS NULL)),
  CHECK (answer IS NULL OR email IS NULL)
) WITH (fillfactor = 80);
COMMENT ON TABLE organisation.invitations IS 'Invitations to speak for an organisation, each open until it is answered or 30 days are over.';
COMMENT ON COLUMN organisation.invitations.email IS 'personal: address of the account that is invited; shown to the representatives; erased when the invitation is answered or 30 days old.';
COMMENT ON COLUMN organisation.invitations.succeeds IS 'Representative who hands over: leaves when the invitation is accepted.';
CREATE UNIQUE INDEX invitations_open ON organisation.invitations (organisation_id, lower(email)) WHERE email IS NOT NULL;
CREATE INDEX invitations_email ON organisation.invitations (lower(email)) WHERE email IS NOT NULL;

CREATE TABLE organisation.acts (
  organisation_id uuid NOT NULL REFERENCES organisation.organisations,
  no smallint NOT NULL,
  kind text NOT NULL,
  at timestamptz NOT NULL,
  account_id bigint NOT NULL,
  words text,
  PRIMARY KEY (organisation_id, no)
);
COMMENT ON TABLE organisation.acts IS 'What was done with an account and why, in its order. Never changed, never deleted.';
COMMENT ON COLUMN organisation.acts.words IS 'personal: reasons, which may name people; shown to representatives and those who verify; kept with the account.';

CREATE TABLE organisation.files (
  file_id uuid PRIMARY KEY,
  organisation_id uuid REFERENCES organisation.organisations,
  application_no smallint,
  circular_id uuid,
  answer_no smallint
);
COMMENT ON TABLE organisation.files IS 'Files of an application, of a circular, or of an answer to one; each belongs to one of them.';
COMMENT ON COLUMN organisation.files.file_id IS 'evidence.files.id.';
CREATE INDEX files_organisation ON organisation.files (organisation_id) WHERE organisation_id IS NOT NULL;
CREATE INDEX files_circular ON organisation.files (circular_id) WHERE circular_id IS NOT NULL;

ALTER TABLE matter.reports ADD COLUMN organisation_id uuid;
COMMENT ON COLUMN matter.reports.organisation_id IS 'organisation.organisations.id where the report was made in its name: then it is the report of whoever speaks for it, and of nobody else.';
CREATE INDEX reports_organisation ON matter.reports (organisation_id, created_at DESC) WHERE organisation_id IS NOT NULL;
