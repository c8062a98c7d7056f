-- Texts that operators leave for services, and which endpoints each is for: one endpoint, a service,
-- or a service within a region and the regions below.
CREATE TABLE policy_document (
  id text PRIMARY KEY,
  type text NOT NULL,
  blob text NOT NULL,
  extra jsonb NOT NULL
);

CREATE TABLE policy_association (
  policy_id text NOT NULL REFERENCES policy_document (id) ON DELETE CASCADE,
  endpoint_id text REFERENCES catalog_endpoint (id) ON DELETE CASCADE,
  service_id text REFERENCES catalog_service (id) ON DELETE CASCADE,
  region_id text REFERENCES catalog_region (id) ON DELETE CASCADE,
  CONSTRAINT policy_association_target CHECK (
    (endpoint_id IS NULL) <> (service_id IS NULL)
    AND (region_id IS NULL OR service_id IS NOT NULL))
);
CREATE UNIQUE INDEX policy_association_once ON policy_association
  (coalesce(endpoint_id, ''), coalesce(service_id, ''), coalesce(region_id, ''));
CREATE INDEX policy_association_policy ON policy_association (policy_id);
