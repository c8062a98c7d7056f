-- Domains and projects are one tree, as in Keystone: a domain is a project that acts as one.
CREATE TABLE project (
  id text PRIMARY KEY,
  name text NOT NULL,
  domain_id text REFERENCES project (id),
  parent_id text REFERENCES project (id),
  is_domain boolean NOT NULL,
  enabled boolean NOT NULL,
  description text NOT NULL,
  tags text[] NOT NULL,
  options jsonb NOT NULL,
  extra jsonb NOT NULL,
  tokens_since timestamptz,
  CONSTRAINT project_owner CHECK (is_domain = (domain_id IS NULL))
);
CREATE UNIQUE INDEX project_name ON project (coalesce(domain_id, ''), name);
CREATE INDEX project_parent ON project (parent_id);

CREATE TABLE user_account (
  id text PRIMARY KEY,
  name text NOT NULL,
  domain_id text NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  enabled boolean NOT NULL,
  default_project_id text,
  password_hash text,
  password_created_at timestamptz,
  password_expires_at timestamptz,
  options jsonb NOT NULL,
  extra jsonb NOT NULL,
  tokens_since timestamptz,
  CONSTRAINT user_account_name UNIQUE (domain_id, name)
);
CREATE INDEX user_account_by_name ON user_account (name);

CREATE TABLE user_group (
  id text PRIMARY KEY,
  name text NOT NULL,
  domain_id text NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  description text NOT NULL,
  extra jsonb NOT NULL,
  CONSTRAINT user_group_name UNIQUE (domain_id, name)
);

CREATE TABLE group_member (
  group_id text NOT NULL REFERENCES user_group (id) ON DELETE CASCADE,
  user_id text NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
  PRIMARY KEY (group_id, user_id)
);
CREATE INDEX group_member_user ON group_member (user_id);

CREATE TABLE role (
  id text PRIMARY KEY,
  name text NOT NULL,
  domain_id text REFERENCES project (id) ON DELETE CASCADE,
  description text,
  options jsonb NOT NULL,
  extra jsonb NOT NULL
);
CREATE UNIQUE INDEX role_name ON role (coalesce(domain_id, ''), name);

CREATE TABLE role_inference (
  prior_role_id text NOT NULL REFERENCES role (id) ON DELETE CASCADE,
  implied_role_id text NOT NULL REFERENCES role (id) ON DELETE CASCADE,
  PRIMARY KEY (prior_role_id, implied_role_id)
);

-- Who has a role where: a user or a group; on a project or domain, or, with none, on the system.
CREATE TABLE role_assignment (
  role_id text NOT NULL REFERENCES role (id) ON DELETE CASCADE,
  user_id text REFERENCES user_account (id) ON DELETE CASCADE,
  group_id text REFERENCES user_group (id) ON DELETE CASCADE,
  project_id text REFERENCES project (id) ON DELETE CASCADE,
  inherited boolean NOT NULL,
  CONSTRAINT role_assignment_actor CHECK ((user_id IS NULL) <> (group_id IS NULL))
);
CREATE UNIQUE INDEX role_assignment_once ON role_assignment
  (coalesce(user_id, ''), coalesce(group_id, ''), coalesce(project_id, ''), role_id, inherited);
CREATE INDEX role_assignment_project ON role_assignment (project_id);
CREATE INDEX role_assignment_group ON role_assignment (group_id) WHERE group_id IS NOT NULL;

CREATE TABLE application_credential (
  id text PRIMARY KEY,
  name text NOT NULL,
  user_id text NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
  project_id text NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  description text,
  secret_hash text NOT NULL,
  expires_at timestamptz,
  unrestricted boolean NOT NULL,
  role_ids text[] NOT NULL,
  CONSTRAINT application_credential_name UNIQUE (user_id, name)
);

CREATE TABLE token_revocation (
  audit_id text PRIMARY KEY,
  expires_at timestamptz NOT NULL
);

CREATE TABLE catalog_region (
  id text PRIMARY KEY,
  description text NOT NULL,
  parent_region_id text REFERENCES catalog_region (id),
  extra jsonb NOT NULL
);

CREATE TABLE catalog_service (
  id text PRIMARY KEY,
  type text NOT NULL,
  name text,
  description text,
  enabled boolean NOT NULL,
  extra jsonb NOT NULL
);

CREATE TABLE catalog_endpoint (
  id text PRIMARY KEY,
  service_id text NOT NULL REFERENCES catalog_service (id) ON DELETE CASCADE,
  region_id text REFERENCES catalog_region (id),
  interface text NOT NULL,
  url text NOT NULL,
  enabled boolean NOT NULL,
  extra jsonb NOT NULL
);
CREATE INDEX catalog_endpoint_service ON catalog_endpoint (service_id);
