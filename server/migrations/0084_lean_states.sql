-- A state leaves out what most matters have not, so most rows fit inline as they are: packing one took longer than
-- writing it. What is written already is read the same and gets short with its next change.
ALTER TABLE matter.matters SET (toast_tuple_target = 4080);
