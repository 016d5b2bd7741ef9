CREATE UNLOGGED TABLE kernel.rates (
  key text PRIMARY KEY,
  tokens double precision NOT NULL,
  at timestamptz NOT NULL
);
COMMENT ON TABLE kernel.rates IS 'How much of its rate each key of a limit has left, for all processes together. Not logged: after a crash everybody may begin anew.';
COMMENT ON COLUMN kernel.rates.key IS 'Name of the limit and id of whom it counts, never personal data.';
GRANT SELECT, INSERT, UPDATE ON kernel.rates TO heliu_app;
