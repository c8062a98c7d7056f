-- What a domain sets for itself. Values are JSON; a sensitive one is never shown again.
CREATE TABLE domain_config (
  domain_id text NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  section text NOT NULL,
  name text NOT NULL,
  value jsonb NOT NULL,
  sensitive boolean NOT NULL,
  PRIMARY KEY (domain_id, section, name)
);

-- Who else may say who somebody is, and how what they say is read.
CREATE TABLE identity_provider (
  id text PRIMARY KEY,
  domain_id text NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  enabled boolean NOT NULL,
  description text,
  authorization_minutes integer,
  openid jsonb
);

CREATE TABLE identity_provider_remote (
  remote_id text PRIMARY KEY,
  provider_id text NOT NULL REFERENCES identity_provider (id) ON DELETE CASCADE
);

CREATE TABLE federation_mapping (
  id text PRIMARY KEY,
  schema_version text NOT NULL,
  rules jsonb NOT NULL
);

CREATE TABLE federation_protocol (
  provider_id text NOT NULL REFERENCES identity_provider (id) ON DELETE CASCADE,
  id text NOT NULL,
  mapping_id text NOT NULL,
  remote_id_attribute text,
  PRIMARY KEY (provider_id, id)
);

CREATE TABLE service_provider (
  id text PRIMARY KEY,
  auth_url text NOT NULL,
  sp_url text NOT NULL,
  enabled boolean NOT NULL,
  description text,
  relay_state_prefix text NOT NULL
);

-- Under which names elsewhere a user is known.
CREATE TABLE federated_user (
  provider_id text NOT NULL REFERENCES identity_provider (id) ON DELETE CASCADE,
  protocol_id text NOT NULL,
  unique_id text NOT NULL,
  user_id text NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
  display_name text,
  PRIMARY KEY (provider_id, protocol_id, unique_id)
);
CREATE INDEX federated_user_account ON federated_user (user_id);

-- Memberships that somebody else vouches for, until a time. The source is an identity provider's id, or
-- empty for the domain's own LDAP server.
CREATE TABLE expiring_member (
  user_id text NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
  group_id text NOT NULL REFERENCES user_group (id) ON DELETE CASCADE,
  source text NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (user_id, group_id, source)
);
CREATE INDEX expiring_member_group ON expiring_member (group_id);

-- Where a user or group comes from. Only the names of our own are unique in a domain: what others call
-- theirs is not ours to forbid.
ALTER TABLE user_account ADD COLUMN source text NOT NULL DEFAULT 'own';
ALTER TABLE user_account ADD CONSTRAINT user_account_source CHECK (source IN ('own', 'federated', 'ldap'));
ALTER TABLE user_account DROP CONSTRAINT user_account_name;
CREATE UNIQUE INDEX user_account_name ON user_account (domain_id, name) WHERE source <> 'federated';
ALTER TABLE user_group ADD COLUMN source text NOT NULL DEFAULT 'own';
ALTER TABLE user_group ADD CONSTRAINT user_group_source CHECK (source IN ('own', 'ldap'));

-- The ids under which entries of LDAP servers are known here.
CREATE TABLE id_mapping (
  public_id text PRIMARY KEY,
  domain_id text NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  local_id text NOT NULL,
  entity_type text NOT NULL,
  CONSTRAINT id_mapping_local UNIQUE (domain_id, local_id, entity_type)
);
