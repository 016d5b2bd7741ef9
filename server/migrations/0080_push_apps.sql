ALTER TABLE notices.push_subscriptions ADD COLUMN app text NOT NULL DEFAULT 'console';
COMMENT ON COLUMN notices.push_subscriptions.app IS 'App of staff in which the browser was used last, whose pages its notices open: console or field.';
