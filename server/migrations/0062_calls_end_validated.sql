ALTER TABLE joint.calls VALIDATE CONSTRAINT calls_ended_because_check;
