-- Many events of one instant are no rarity: a file of requests knows days only. By the instant alone every one of them was
-- read to find one by its number, wherever the planner took this index for that over numbers while the log was new to it.
DROP INDEX log.events_at;
CREATE INDEX events_at ON log.events (at, id);
