-- What a project's servers take beside its row in compute_usage, in parts that the transactions of
-- one connection each add to, so that creations of one project do not wait for one another's
-- commits. The sum of both is what is taken.
CREATE TABLE compute_usage_part (
  project_id text NOT NULL,
  part smallint NOT NULL,
  instances bigint NOT NULL DEFAULT 0,
  cores bigint NOT NULL DEFAULT 0,
  memory_mib bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (project_id, part)
) WITH (fillfactor = 50);
