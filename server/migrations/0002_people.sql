CREATE SCHEMA people;
COMMENT ON SCHEMA people IS 'Accounts, what they may do and where, and how they sign in.';

CREATE TABLE people.accounts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('resident', 'staff')),
  login text NOT NULL,
  display_name text NOT NULL,
  email text,
  phone text,
  password_hash text,
  must_change_password boolean NOT NULL DEFAULT false,
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'inactive')),
  language text NOT NULL CHECK (language IN ('zh', 'en')),
  unit_code text,
  home_path text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  last_sign_in_at timestamptz
);
COMMENT ON TABLE people.accounts IS 'One row a person who signs in. Never deleted while acts in the log point at it: closing takes the roles away and keeps the name.';
COMMENT ON COLUMN people.accounts.login IS 'personal: to sign in; residents have their e-mail address or phone number here; kept while the account exists.';
COMMENT ON COLUMN people.accounts.display_name IS 'personal: shown beside what the person did; kept with the record of it.';
COMMENT ON COLUMN people.accounts.email IS 'personal: for codes and notices; shown to its owner and, each look logged, to administrators; erased when a resident''s account is closed.';
COMMENT ON COLUMN people.accounts.phone IS 'personal: for codes, in E.164; shown to its owner and, each look logged, to administrators; erased when a resident''s account is closed.';
COMMENT ON COLUMN people.accounts.password_hash IS 'Argon2id; null where only single sign-on opens the account.';
COMMENT ON COLUMN people.accounts.unit_code IS 'Unit the person works in, whose queue the person serves; residents have none.';
COMMENT ON COLUMN people.accounts.home_path IS 'Path of the place whose administrators look after the account; the district for residents.';
CREATE UNIQUE INDEX accounts_login ON people.accounts (lower(login));
CREATE UNIQUE INDEX accounts_email ON people.accounts (lower(email)) WHERE email IS NOT NULL;
CREATE UNIQUE INDEX accounts_phone ON people.accounts (phone) WHERE phone IS NOT NULL;
CREATE INDEX accounts_unit ON people.accounts (unit_code) WHERE unit_code IS NOT NULL;
CREATE INDEX accounts_home ON people.accounts (home_path text_pattern_ops) WHERE kind = 'staff';

CREATE TABLE people.grants (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id bigint NOT NULL REFERENCES people.accounts,
  role text NOT NULL,
  place_code text,
  place_path text,
  unit_code text,
  reach_path text NOT NULL,
  granted_at timestamptz NOT NULL,
  granted_by bigint,
  CHECK ((place_code IS NULL) = (place_path IS NULL)),
  CHECK (num_nonnulls(place_code, unit_code) = 1),
  UNIQUE NULLS NOT DISTINCT (account_id, role, place_code, unit_code)
);
COMMENT ON TABLE people.grants IS 'Roles of staff, each over a place and all below it, or in a unit. A resident holds the role resident by being one.';
COMMENT ON COLUMN people.grants.place_path IS 'Path of place_code in the city in force; follows when the city moves the place.';
COMMENT ON COLUMN people.grants.reach_path IS 'place_path, or the path of the division the unit stands for; administrators of that place or above give and take the role.';
CREATE INDEX grants_unit ON people.grants (unit_code, account_id) WHERE unit_code IS NOT NULL;
CREATE INDEX grants_reach ON people.grants (reach_path text_pattern_ops, account_id);

CREATE TABLE people.sessions (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id bigint NOT NULL REFERENCES people.accounts,
  token_hash bytea NOT NULL UNIQUE,
  awaiting text CHECK (awaiting = 'totp'),
  attempts smallint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  revoked_at timestamptz,
  user_agent text
);
COMMENT ON TABLE people.sessions IS 'Signed-in browsers and devices; deleted 30 days after their end.';
COMMENT ON COLUMN people.sessions.token_hash IS 'SHA-256 of the token; the token itself is with the browser alone.';
COMMENT ON COLUMN people.sessions.awaiting IS 'totp while the password was right and a code is still asked; such a session opens nothing.';
COMMENT ON COLUMN people.sessions.seen_at IS 'personal: lets owners recognise their sessions; to the hour; deleted with the session.';
COMMENT ON COLUMN people.sessions.user_agent IS 'personal: lets owners recognise their sessions; cut to 200 characters; deleted with the session.';
COMMENT ON COLUMN people.sessions.expires_at IS 'Moves on with use, never past ends_at.';
CREATE INDEX sessions_account ON people.sessions (account_id) WHERE revoked_at IS NULL;
CREATE INDEX sessions_expiry ON people.sessions (expires_at);

CREATE TABLE people.authenticators (
  account_id bigint PRIMARY KEY REFERENCES people.accounts,
  sealed_secret bytea NOT NULL,
  last_step bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  confirmed_at timestamptz
);
COMMENT ON TABLE people.authenticators IS 'Time-based one-time passwords (RFC 6238); in force once confirmed.';
COMMENT ON COLUMN people.authenticators.sealed_secret IS 'AES-256-GCM under a key derived from HELIU_SECRET, bound to the account.';
COMMENT ON COLUMN people.authenticators.last_step IS 'Time step of the last code taken; that code and older ones are refused.';

CREATE TABLE people.recovery_codes (
  account_id bigint NOT NULL REFERENCES people.accounts,
  code_mac bytea NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (account_id, code_mac)
);
COMMENT ON TABLE people.recovery_codes IS 'One-time codes in place of the authenticator, as HMAC under a key derived from HELIU_SECRET.';

CREATE TABLE people.contact_codes (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  purpose text NOT NULL CHECK (purpose IN ('signUp', 'recovery')),
  contact_mac bytea NOT NULL,
  asker_hash bytea NOT NULL,
  code_mac bytea NOT NULL,
  account_id bigint REFERENCES people.accounts,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  attempts smallint NOT NULL DEFAULT 0,
  used_at timestamptz
);
COMMENT ON TABLE people.contact_codes IS 'Codes sent by mail or text message; deleted a day after they expire. Addresses and codes are kept as HMAC alone.';
COMMENT ON COLUMN people.contact_codes.asker_hash IS 'SHA-256 of a cookie of the browser that asked: the code works there only, so nobody else can try it or use it up.';
COMMENT ON COLUMN people.contact_codes.account_id IS 'Account to recover; null for sign-up and where there was no such account, when nothing was sent.';
CREATE INDEX contact_codes_contact ON people.contact_codes (contact_mac, purpose, expires_at);
CREATE INDEX contact_codes_expiry ON people.contact_codes (expires_at);

CREATE TABLE people.known_devices (
  account_id bigint NOT NULL REFERENCES people.accounts,
  device_hash bytea NOT NULL,
  network_mac bytea NOT NULL,
  seen_at timestamptz NOT NULL,
  PRIMARY KEY (account_id, device_hash, network_mac)
);
COMMENT ON TABLE people.known_devices IS 'personal: browsers and networks from which the owner signed in, as hashes, so that a stranger''s failed attempts never lock the owner out; deleted 90 days after the last sign-in.';
CREATE INDEX known_devices_network ON people.known_devices (account_id, network_mac);
CREATE INDEX known_devices_seen ON people.known_devices (seen_at);

CREATE TABLE people.attempts (
  key bytea PRIMARY KEY,
  count integer NOT NULL,
  window_ends_at timestamptz NOT NULL,
  blocked_until timestamptz
);
COMMENT ON TABLE people.attempts IS 'Counters behind back-off and limits, by HMAC of what is counted; deleted when their window has ended.';
CREATE INDEX attempts_window ON people.attempts (window_ends_at);

CREATE TABLE people.identities (
  issuer text NOT NULL,
  subject text NOT NULL,
  account_id bigint NOT NULL REFERENCES people.accounts,
  linked_at timestamptz NOT NULL,
  PRIMARY KEY (issuer, subject)
);
COMMENT ON TABLE people.identities IS 'Who an account is at the city''s single sign-on.';
COMMENT ON COLUMN people.identities.subject IS 'personal: the name the provider knows the person by; to sign in; deleted with the link.';
CREATE INDEX identities_account ON people.identities (account_id);
