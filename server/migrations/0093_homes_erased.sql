-- An address as a reporter told it, and the point beside it, are often those of a home: they go with the report.
COMMENT ON COLUMN matter.matters.address IS 'personal: where it is, as told; shown to those who handle the matter; erased with the reports of the matter.';
COMMENT ON COLUMN matter.matters.lng IS 'personal: often that of a home; erased with the reports of the matter unless it is that of a public asset. Division and grid stay.';
COMMENT ON COLUMN matter.matters.lat IS 'As lng.';

-- Reports that were erased without it are taken in hand once more.
UPDATE matter.reports r SET erased_at = NULL FROM matter.matters m
WHERE m.id = r.matter_id AND r.erased_at IS NOT NULL AND (m.address IS NOT NULL OR m.lng IS NOT NULL);
