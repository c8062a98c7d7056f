-- Which endpoints a project's catalog shows: those named one by one and those of groups. A project
-- with neither sees all.
CREATE TABLE endpoint_group (
  id text PRIMARY KEY,
  name text NOT NULL,
  description text,
  filters jsonb NOT NULL
);

CREATE TABLE project_endpoint (
  project_id text NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  endpoint_id text NOT NULL REFERENCES catalog_endpoint (id) ON DELETE CASCADE,
  PRIMARY KEY (project_id, endpoint_id)
);
CREATE INDEX project_endpoint_endpoint ON project_endpoint (endpoint_id);

CREATE TABLE project_endpoint_group (
  project_id text NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  endpoint_group_id text NOT NULL REFERENCES endpoint_group (id) ON DELETE CASCADE,
  PRIMARY KEY (project_id, endpoint_group_id)
);
CREATE INDEX project_endpoint_group_group ON project_endpoint_group (endpoint_group_id);

-- Which endpoints are in which group: those that have all the properties that the group names.
CREATE VIEW endpoint_of_group (endpoint_group_id, endpoint_id) AS
  SELECT g.id, e.id
    FROM endpoint_group g
    JOIN catalog_endpoint e
      ON (NOT jsonb_exists(g.filters, 'service_id')
          OR e.service_id IS NOT DISTINCT FROM g.filters ->> 'service_id')
     AND (NOT jsonb_exists(g.filters, 'region_id')
          OR e.region_id IS NOT DISTINCT FROM g.filters ->> 'region_id')
     AND (NOT jsonb_exists(g.filters, 'interface')
          OR e.interface IS NOT DISTINCT FROM g.filters ->> 'interface');
