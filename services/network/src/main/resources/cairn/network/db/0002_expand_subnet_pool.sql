CREATE TABLE subnet_pool (
  id uuid PRIMARY KEY,
  project_id text NOT NULL,
  name text NOT NULL,
  description text NOT NULL,
  tags text[] NOT NULL DEFAULT '{}',
  ip_version smallint NOT NULL CHECK (ip_version IN (4, 6)),
  prefixes text[] NOT NULL,
  default_prefix integer NOT NULL,
  min_prefix integer NOT NULL,
  max_prefix integer NOT NULL,
  default_quota integer,
  shared boolean NOT NULL,
  is_default boolean NOT NULL,
  revision integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX subnet_pool_by_project ON subnet_pool (project_id);
CREATE UNIQUE INDEX subnet_pool_default ON subnet_pool (ip_version) WHERE is_default;
ALTER TABLE subnet
  ADD CONSTRAINT subnet_of_pool FOREIGN KEY (subnetpool_id) REFERENCES subnet_pool (id);
CREATE INDEX subnet_by_pool ON subnet (subnetpool_id) WHERE subnetpool_id IS NOT NULL;
