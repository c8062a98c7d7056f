-- A trustor lets a trustee have some of the trustor's roles on a project.
CREATE TABLE trust (
  id text PRIMARY KEY,
  trustor_user_id text NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
  trustee_user_id text NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
  project_id text REFERENCES project (id) ON DELETE CASCADE,
  impersonation boolean NOT NULL,
  role_ids text[] NOT NULL,
  expires_at timestamptz,
  remaining_uses integer,
  redelegated_trust_id text REFERENCES trust (id) ON DELETE CASCADE,
  redelegation_count integer NOT NULL,
  extra jsonb NOT NULL,
  CONSTRAINT trust_once
    UNIQUE (trustor_user_id, trustee_user_id, project_id, impersonation, expires_at),
  CONSTRAINT trust_uses CHECK (remaining_uses >= 0)
);
CREATE INDEX trust_trustee ON trust (trustee_user_id);
CREATE INDEX trust_project ON trust (project_id);
CREATE INDEX trust_redelegated ON trust (redelegated_trust_id);

-- OAuth 1.0a: a program, what it asks for, and what it was given.
CREATE TABLE oauth_consumer (
  id text PRIMARY KEY,
  description text,
  secret text NOT NULL,
  extra jsonb NOT NULL
);

CREATE TABLE oauth_request_token (
  id text PRIMARY KEY,
  consumer_id text NOT NULL REFERENCES oauth_consumer (id) ON DELETE CASCADE,
  secret text NOT NULL,
  verifier text,
  authorizing_user_id text REFERENCES user_account (id) ON DELETE CASCADE,
  project_id text NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  role_ids text[] NOT NULL,
  expires_at timestamptz
);
CREATE INDEX oauth_request_token_consumer ON oauth_request_token (consumer_id);

CREATE TABLE oauth_access_token (
  id text PRIMARY KEY,
  consumer_id text NOT NULL REFERENCES oauth_consumer (id) ON DELETE CASCADE,
  secret text NOT NULL,
  authorizing_user_id text NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
  project_id text NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  role_ids text[] NOT NULL,
  expires_at timestamptz
);
CREATE INDEX oauth_access_token_consumer ON oauth_access_token (consumer_id);
CREATE INDEX oauth_access_token_user ON oauth_access_token (authorizing_user_id);
