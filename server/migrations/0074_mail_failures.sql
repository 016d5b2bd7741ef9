CREATE TABLE mails.failures (
  mail_id uuid PRIMARY KEY,
  mailbox bytea NOT NULL,
  uid_validity bigint NOT NULL,
  uid bigint NOT NULL,
  attempts integer NOT NULL,
  fault text NOT NULL,
  failed_at timestamptz NOT NULL,
  next_at timestamptz
);
COMMENT ON TABLE mails.failures IS 'Mails that were taken in without their files, because of a fault that was not theirs. The row goes when the files are there.';
COMMENT ON COLUMN mails.failures.mailbox IS 'mails.mailboxes.key of where it still lies.';
COMMENT ON COLUMN mails.failures.fault IS 'A code, never what a file or a server says.';
COMMENT ON COLUMN mails.failures.next_at IS 'When its files are tried again; null once that was tried often enough, until somebody asks.';
CREATE INDEX failures_next ON mails.failures (mailbox, next_at) WHERE next_at IS NOT NULL;
