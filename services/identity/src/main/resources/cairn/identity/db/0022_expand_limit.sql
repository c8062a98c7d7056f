-- How much of something each project may use by default, and the projects and domains for which it
-- is another number. -1 is as much as there is.
CREATE TABLE registered_limit (
  id text PRIMARY KEY,
  service_id text NOT NULL REFERENCES catalog_service (id) ON DELETE CASCADE,
  region_id text REFERENCES catalog_region (id) ON DELETE CASCADE,
  resource_name text NOT NULL,
  default_limit integer NOT NULL,
  description text
);
CREATE UNIQUE INDEX registered_limit_once ON registered_limit
  (service_id, coalesce(region_id, ''), resource_name);

CREATE TABLE resource_limit (
  id text PRIMARY KEY,
  registered_limit_id text NOT NULL REFERENCES registered_limit (id) ON DELETE CASCADE,
  project_id text NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  resource_limit integer NOT NULL,
  description text,
  CONSTRAINT resource_limit_once UNIQUE (project_id, registered_limit_id)
);
CREATE INDEX resource_limit_registered ON resource_limit (registered_limit_id);
