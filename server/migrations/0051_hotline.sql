CREATE SCHEMA hotline;
COMMENT ON SCHEMA hotline IS 'What operators do on the telephone beside the matters themselves.';

CREATE TABLE hotline.answers (
  matter_id uuid PRIMARY KEY,
  entry_code text NOT NULL,
  answered_at timestamptz NOT NULL,
  answered_by bigint NOT NULL
);
COMMENT ON TABLE hotline.answers IS 'Inquiries that were closed on the spot with an answer of the city''s knowledge. Never deleted.';
COMMENT ON COLUMN hotline.answers.matter_id IS 'matter.matters.id.';
COMMENT ON COLUMN hotline.answers.entry_code IS 'An entry of the knowledge in the city as it was then.';
CREATE INDEX answers_at ON hotline.answers (answered_at);

CREATE FUNCTION matter.phone_key(phone text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog AS $$
  SELECT regexp_replace(regexp_replace(regexp_replace(regexp_replace(
    phone, '[^0-9]', '', 'g'), '^0086', '86'), '^86(1[0-9]{10})$', '\1'), '^860?([1-9][0-9]{8,10})$', '0\1')
$$;
COMMENT ON FUNCTION matter.phone_key IS 'A telephone number as it is compared; contract/src/matter/phone.ts does the same.';

-- The index before this one was on another expression than the one that is asked for.
DROP INDEX matter.reports_phone;
CREATE INDEX reports_phone ON matter.reports (matter.phone_key(phone), created_at DESC) WHERE phone IS NOT NULL;
CREATE INDEX due_clocks_call_back ON matter.due_clocks (due_at, matter_id) WHERE kind = 'callBack';
