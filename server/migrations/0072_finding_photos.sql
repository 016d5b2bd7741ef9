CREATE TABLE joint.inspection_photos (
  file_id uuid PRIMARY KEY,
  inspection_id uuid NOT NULL,
  place_no smallint NOT NULL,
  unit_id text NOT NULL,
  item_code text NOT NULL,
  no smallint NOT NULL,
  FOREIGN KEY (inspection_id, place_no, unit_id) REFERENCES joint.inspection_reports
);
COMMENT ON TABLE joint.inspection_photos IS 'One row a photo of a finding; those that a corrected report leaves out are erased.';
COMMENT ON COLUMN joint.inspection_photos.file_id IS 'evidence.files.id. A matter has copies with ids of their own.';
CREATE INDEX inspection_photos_report ON joint.inspection_photos (inspection_id, place_no, unit_id);
