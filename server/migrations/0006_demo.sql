CREATE SCHEMA demo;
COMMENT ON SCHEMA demo IS 'How far the demo matters have been loaded; empty in a real city.';

CREATE TABLE demo.loads (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  until timestamptz NOT NULL,
  days integer NOT NULL,
  per_day integer NOT NULL
);
COMMENT ON TABLE demo.loads IS 'The one load of this database: the instant its story ends, and its size.';

CREATE TABLE demo.days (
  day date PRIMARY KEY,
  matters integer NOT NULL
);
COMMENT ON TABLE demo.days IS 'Days already loaded, each in one transaction; a load that was interrupted goes on with the rest.';
