-- A list of notices goes by when what they tell of happened: those of a story told at once were written in no such order.
DROP INDEX notices.notices_account;
DROP INDEX notices.notices_unread;
CREATE INDEX notices_account ON notices.notices (account_id, at DESC, id DESC) WHERE account_id IS NOT NULL;
CREATE INDEX notices_unread ON notices.notices (account_id, at DESC, id DESC) WHERE account_id IS NOT NULL AND read_at IS NULL;
