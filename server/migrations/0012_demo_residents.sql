ALTER TABLE demo.loads ADD COLUMN residents boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN demo.loads.residents IS 'The reports of the demo''s residents are there: those of its resident account, and the anonymous ones whose receipt codes the start prints.';
COMMENT ON TABLE demo.days IS 'How many matters of each day are there, written with them; a load that was interrupted goes on with the rest.';
