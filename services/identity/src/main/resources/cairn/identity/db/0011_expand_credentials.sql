-- Secrets of users that this service keeps for them. What they are is sealed with a key of the
-- credential keys; key_hash names the key.
CREATE TABLE credential (
  id text PRIMARY KEY,
  user_id text NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
  project_id text REFERENCES project (id) ON DELETE CASCADE,
  type text NOT NULL,
  sealed text NOT NULL,
  key_hash text NOT NULL,
  extra jsonb NOT NULL
);
CREATE INDEX credential_user ON credential (user_id, type);
CREATE INDEX credential_project ON credential (project_id);

-- What the tokens of an application credential may be used for; without any it is not restricted.
CREATE TABLE access_rule (
  id text PRIMARY KEY,
  user_id text NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
  service text NOT NULL,
  path text NOT NULL,
  method text NOT NULL,
  CONSTRAINT access_rule_once UNIQUE (user_id, service, path, method)
);

CREATE TABLE application_credential_access_rule (
  application_credential_id text NOT NULL
    REFERENCES application_credential (id) ON DELETE CASCADE,
  access_rule_id text NOT NULL,
  PRIMARY KEY (application_credential_id, access_rule_id),
  -- Deferred, so that a user's rules can go with the user in any order.
  CONSTRAINT application_credential_access_rule_in_use FOREIGN KEY (access_rule_id)
    REFERENCES access_rule (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX application_credential_access_rule_rule
  ON application_credential_access_rule (access_rule_id);
