CREATE SCHEMA mails;
COMMENT ON SCHEMA mails IS 'Mails of residents to the mailbox of the district, and what became of them.';

CREATE TABLE mails.mailboxes (
  key bytea PRIMARY KEY,
  uid_validity bigint NOT NULL,
  last_uid bigint NOT NULL,
  read_at timestamptz,
  failing_since timestamptz,
  fault text,
  told_at timestamptz
);
COMMENT ON TABLE mails.mailboxes IS 'How far each mailbox was read. A row per mailbox that was ever configured.';
COMMENT ON COLUMN mails.mailboxes.key IS 'Keyed hash of server, user and folder.';
COMMENT ON COLUMN mails.mailboxes.uid_validity IS 'RFC 9051: with another one the numbers of the mails begin anew.';
COMMENT ON COLUMN mails.mailboxes.last_uid IS 'The last mail that was taken in; written in the transaction that takes it in.';
COMMENT ON COLUMN mails.mailboxes.fault IS 'A code of the connection, never what a server says.';
COMMENT ON COLUMN mails.mailboxes.told_at IS 'When administrators were told that it is failing.';

CREATE TABLE mails.mails (
  id uuid PRIMARY KEY,
  key bytea NOT NULL UNIQUE,
  unit_id text NOT NULL,
  received_at timestamptz NOT NULL,
  sent_at timestamptz,
  sender_key bytea,
  sender_name text,
  sender_address text,
  subject text NOT NULL,
  body text NOT NULL,
  quoted text NOT NULL,
  language text NOT NULL,
  bytes bigint NOT NULL,
  refused jsonb NOT NULL,
  state text NOT NULL,
  reason text,
  note text,
  matter_id uuid,
  report_command_id uuid,
  handled_at timestamptz,
  handled_by bigint,
  acknowledged_at timestamptz,
  erased_at timestamptz
);
COMMENT ON TABLE mails.mails IS 'Mails that were taken in, each once. Words and sender are erased some days after it was dealt with; the row stays, so that it is not taken in again.';
COMMENT ON COLUMN mails.mails.key IS 'Keyed hash of what makes it the same mail: Message-ID, date, sender, subject and words.';
COMMENT ON COLUMN mails.mails.unit_id IS 'The centre whose desk has it.';
COMMENT ON COLUMN mails.mails.sender_key IS 'Keyed hash of the address, to count the mails of one sender; erased with the rest.';
COMMENT ON COLUMN mails.mails.sender_name IS 'personal: as the mail says, proves nothing; erased keepDays (mails.yaml) after it was dealt with.';
COMMENT ON COLUMN mails.mails.sender_address IS 'personal: to acknowledge the mail; erased keepDays (mails.yaml) after it was dealt with.';
COMMENT ON COLUMN mails.mails.subject IS 'personal: words of the sender; erased keepDays (mails.yaml) after it was dealt with.';
COMMENT ON COLUMN mails.mails.body IS 'personal: words of the sender; erased keepDays (mails.yaml) after it was dealt with.';
COMMENT ON COLUMN mails.mails.quoted IS 'personal: what the mail answers to; erased keepDays (mails.yaml) after it was dealt with.';
COMMENT ON COLUMN mails.mails.refused IS 'personal: attachments that were not taken, [{name, zh, en}]; erased with the rest.';
COMMENT ON COLUMN mails.mails.state IS 'open, registered, attached or setAside.';
COMMENT ON COLUMN mails.mails.note IS 'personal: of the operator who set it aside; erased with the rest.';
COMMENT ON COLUMN mails.mails.matter_id IS 'matter.matters.id of what it became or was added to.';
COMMENT ON COLUMN mails.mails.report_command_id IS 'Command that registered it, from which its receipt code is made.';
CREATE INDEX mails_state ON mails.mails (unit_id, state, received_at, id);
CREATE INDEX mails_sender ON mails.mails (sender_key, received_at) WHERE sender_key IS NOT NULL;
CREATE INDEX mails_handled ON mails.mails (handled_at) WHERE erased_at IS NULL AND handled_at IS NOT NULL;

CREATE TABLE mails.files (
  mail_id uuid NOT NULL,
  no smallint NOT NULL,
  file_id uuid NOT NULL UNIQUE,
  name text NOT NULL,
  PRIMARY KEY (mail_id, no)
);
COMMENT ON TABLE mails.files IS 'Attachments that were taken; evidence.files has them.';
COMMENT ON COLUMN mails.files.file_id IS 'evidence.files.id. A matter has copies with ids of their own.';
COMMENT ON COLUMN mails.files.name IS 'personal: as the sender called it; the row goes when the mail is erased.';
