ALTER TABLE matter.reports ADD COLUMN resent_hash bytea, ADD COLUMN resent_at timestamptz;
COMMENT ON COLUMN matter.reports.resent_hash IS 'SHA-256 of the second receipt code, made when the first was lost and sent to the address that the reporter left; both open the report.';
COMMENT ON COLUMN matter.reports.resent_at IS 'When the second receipt code was last sent.';
CREATE INDEX reports_email ON matter.reports (lower(email), created_at DESC)
  WHERE email IS NOT NULL AND receipt_hash IS NOT NULL;
CREATE INDEX reports_phone ON matter.reports (regexp_replace(phone, '[^0-9]', '', 'g'), created_at DESC)
  WHERE phone IS NOT NULL AND receipt_hash IS NOT NULL;
