ALTER TABLE people.accounts ADD COLUMN closed_at timestamptz;
COMMENT ON COLUMN people.accounts.closed_at IS 'When an administrator closed the account; null while it is open.';
COMMENT ON TABLE people.accounts IS 'One row a person who signs in. Never deleted while acts in the log point at it: a closed account keeps name and roles, and opens nothing.';
COMMENT ON COLUMN people.accounts.login IS 'personal: to sign in; residents have their e-mail address or phone number here; replaced 90 days after a resident''s account is closed.';
COMMENT ON COLUMN people.accounts.display_name IS 'personal: shown beside what the person did; kept with the record of it, erased for residents 90 days after their account is closed.';
COMMENT ON COLUMN people.accounts.email IS 'personal: for codes and notices; shown to its owner and, each look logged, to administrators; erased 90 days after the account is closed.';
COMMENT ON COLUMN people.accounts.phone IS 'personal: for codes, in E.164; shown to its owner and, each look logged, to administrators; erased 90 days after the account is closed.';
CREATE INDEX accounts_order ON people.accounts (lower(login) COLLATE "C", id);
CREATE INDEX accounts_closed ON people.accounts (closed_at) WHERE closed_at IS NOT NULL;

CREATE TABLE people.decisions (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id bigint NOT NULL REFERENCES people.accounts,
  kind text NOT NULL,
  reason text NOT NULL,
  decided_at timestamptz NOT NULL,
  decided_by bigint
);
COMMENT ON TABLE people.decisions IS 'Reasons that administrators gave for closing an account or taking its authenticator off.';
COMMENT ON COLUMN people.decisions.reason IS 'personal: accounts for the decision; shown to administrators; erased 2 years after it.';
CREATE INDEX decisions_account ON people.decisions (account_id, id);

CREATE TABLE people.releases (
  account_id bigint PRIMARY KEY REFERENCES people.accounts,
  due_at timestamptz NOT NULL
);
COMMENT ON TABLE people.releases IS 'Accounts that lost roles: a second look soon after gives back work that a request already on its way had taken for them.';

COMMENT ON COLUMN people.known_devices.network_mac IS 'HMAC of account and address; a device that travels has one row for each network.';
