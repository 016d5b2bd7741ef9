CREATE SCHEMA evidence;
COMMENT ON SCHEMA evidence IS 'Photos and files that people attach: what is known of them; the bytes lie in the file store.';

CREATE TABLE evidence.blobs (
  sha256 text PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bigint NOT NULL,
  check_at timestamptz
);
COMMENT ON TABLE evidence.blobs IS 'Every content of the file store, entered before it is stored, so that what a crash leaves behind is found without walking the disk.';
COMMENT ON COLUMN evidence.blobs.check_at IS 'When to look whether a file still needs the content, and to remove it if none does; null once a file does.';
CREATE INDEX blobs_check ON evidence.blobs (check_at) WHERE check_at IS NOT NULL;

CREATE TABLE evidence.files (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('photo', 'file')),
  media_type text NOT NULL,
  sha256 text NOT NULL REFERENCES evidence.blobs,
  thumb_sha256 text REFERENCES evidence.blobs,
  bytes bigint NOT NULL,
  width integer,
  height integer,
  name text,
  taken_at timestamptz,
  lng double precision,
  lat double precision,
  uploaded_by bigint,
  uploaded_at timestamptz NOT NULL,
  scan text NOT NULL CHECK (scan IN ('notNeeded', 'notSetUp', 'unscanned', 'clean', 'infected')),
  scan_after timestamptz,
  claim_hashes text[] NOT NULL DEFAULT '{}',
  claimed_at timestamptz,
  CHECK ((lng IS NULL) = (lat IS NULL)),
  CHECK ((kind = 'photo') = (thumb_sha256 IS NOT NULL)),
  CHECK (claimed_at IS NULL OR (lng IS NULL AND claim_hashes = '{}'))
);
COMMENT ON TABLE evidence.files IS 'Photos and files uploaded; which matter one belongs to is in matter.evidence. The content itself is personal: it may show or name people; shown to those who handle the matter, each look logged; kept with the matter.';
COMMENT ON COLUMN evidence.files.sha256 IS 'Content in the file store: a photo as re-encoded, a file as uploaded.';
COMMENT ON COLUMN evidence.files.name IS 'personal: name to download a file under, as its owner called it; shown to those who handle the matter; kept with the matter. Names of photos are not kept.';
COMMENT ON COLUMN evidence.files.taken_at IS 'personal: when the camera says the photo was taken, to judge what it proves; shown to those who handle the matter; kept with the matter.';
COMMENT ON COLUMN evidence.files.lng IS 'personal: where the photo was taken (WGS 84), offered to its owner as the place of the report; erased when it is attached, or after 24 hours.';
COMMENT ON COLUMN evidence.files.lat IS 'personal: see lng.';
COMMENT ON COLUMN evidence.files.uploaded_by IS 'Account; null when uploaded without one.';
COMMENT ON COLUMN evidence.files.scan IS 'Virus check: not needed (re-encoded photo), no scanner set up when it came, not yet scanned because the scanner failed, clean, infected.';
COMMENT ON COLUMN evidence.files.scan_after IS 'When to scan again; null when that is not needed.';
COMMENT ON COLUMN evidence.files.claim_hashes IS 'SHA-256 of the tokens by which an uploader without an account attaches it; the tokens themselves are known to nobody else.';
COMMENT ON COLUMN evidence.files.claimed_at IS 'When it became part of a matter; before that it is its uploader''s alone and lasts 24 hours.';
CREATE INDEX files_content ON evidence.files (sha256);
CREATE INDEX files_thumb ON evidence.files (thumb_sha256) WHERE thumb_sha256 IS NOT NULL;
CREATE INDEX files_unclaimed ON evidence.files (uploaded_at) INCLUDE (bytes, uploaded_by) WHERE claimed_at IS NULL;
CREATE INDEX files_scan ON evidence.files (scan_after) WHERE scan_after IS NOT NULL;
