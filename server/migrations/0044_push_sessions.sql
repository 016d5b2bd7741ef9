ALTER TABLE notices.push_subscriptions ADD COLUMN session_id bigint;
COMMENT ON COLUMN notices.push_subscriptions.session_id IS 'Session in which the browser was subscribed; whoever signs out is pushed nothing there any more.';
