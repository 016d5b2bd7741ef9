ALTER TABLE matter.saved_views ADD COLUMN is_default boolean NOT NULL DEFAULT false;
COMMENT ON TABLE matter.saved_views IS 'Filters of the queue that a person keeps under a name, for that person alone; deleted by its owner.';
COMMENT ON COLUMN matter.saved_views.query IS 'The filters as the query string of the queue''s address; those that this version does not know are passed over.';
COMMENT ON COLUMN matter.saved_views.is_default IS 'Opens the queue when its address names no filters; at most one a person.';
CREATE UNIQUE INDEX saved_views_name ON matter.saved_views (account_id, lower(name));
CREATE UNIQUE INDEX saved_views_default ON matter.saved_views (account_id) WHERE is_default;
