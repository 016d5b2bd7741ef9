-- A BRIN index over the instants looked cheap enough to the planner to be joined with that over the subject for every
-- single matter: figures of a past week then read the page map of the whole log some ten thousand times.
DROP INDEX log.events_at;
CREATE INDEX events_at ON log.events (at);
