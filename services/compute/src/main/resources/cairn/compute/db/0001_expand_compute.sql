-- What a server may be made of.
CREATE TABLE flavor (
  id text PRIMARY KEY,
  name text NOT NULL,
  memory_mib integer NOT NULL CHECK (memory_mib > 0),
  vcpus integer NOT NULL CHECK (vcpus > 0),
  disk_gib integer NOT NULL CHECK (disk_gib >= 0),
  ephemeral_gib integer NOT NULL DEFAULT 0,
  swap_mib integer NOT NULL DEFAULT 0,
  rxtx_factor double precision NOT NULL DEFAULT 1.0,
  is_public boolean NOT NULL DEFAULT true,
  description text,
  extra_specs jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL,
  updated_at timestamptz,
  CONSTRAINT flavor_name UNIQUE (name)
);

-- The projects that may use a flavor that is not public.
CREATE TABLE flavor_access (
  flavor_id text NOT NULL REFERENCES flavor (id) ON DELETE CASCADE,
  project_id text NOT NULL,
  PRIMARY KEY (flavor_id, project_id)
);

CREATE TABLE keypair (
  user_id text NOT NULL,
  name text NOT NULL,
  number bigint GENERATED ALWAYS AS IDENTITY,
  type text NOT NULL,
  fingerprint text NOT NULL,
  public_key text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (user_id, name)
);

-- A machine that runs guests; its id is the placement provider's.
CREATE TABLE host (
  id uuid PRIMARY KEY,
  service_id uuid NOT NULL,
  number bigint GENERATED ALWAYS AS IDENTITY,
  name text NOT NULL,
  zone text NOT NULL,
  info jsonb NOT NULL,
  enabled boolean NOT NULL DEFAULT true,
  disabled_reason text,
  forced_down boolean NOT NULL DEFAULT false,
  connected boolean NOT NULL DEFAULT false,
  heard_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz,
  CONSTRAINT host_name UNIQUE (name)
);

CREATE TABLE server_group (
  id uuid PRIMARY KEY,
  project_id text NOT NULL,
  user_id text NOT NULL,
  name text NOT NULL,
  policy text NOT NULL,
  max_server_per_host integer,
  created_at timestamptz NOT NULL
);

CREATE INDEX server_group_project ON server_group (project_id, id);

-- Deleted servers stay, with deleted_at, for those who may ask about them.
CREATE TABLE server (
  id uuid PRIMARY KEY,
  project_id text NOT NULL,
  user_id text NOT NULL,
  name text NOT NULL,
  hostname text NOT NULL,
  description text,
  status text NOT NULL,
  task text,
  power_state integer NOT NULL DEFAULT 0,
  host_id uuid REFERENCES host (id),
  zone text,
  zone_wanted text,
  image_id uuid,
  image jsonb NOT NULL,
  flavor jsonb NOT NULL,
  vcpus integer NOT NULL,
  memory_mib integer NOT NULL,
  key_name text,
  key_type text,
  public_key text,
  user_data text,
  config_drive boolean NOT NULL,
  metadata jsonb NOT NULL DEFAULT '{}',
  tags text[] NOT NULL DEFAULT '{}',
  nics jsonb NOT NULL DEFAULT '[]',
  group_id uuid,
  hints jsonb NOT NULL DEFAULT '{}',
  access_ipv4 text,
  access_ipv6 text,
  disk_config text NOT NULL,
  locked_by text,
  locked_reason text,
  reservation_id text NOT NULL,
  launch_index integer NOT NULL,
  random_seed bytea NOT NULL,
  fault jsonb,
  power text NOT NULL,
  boot bigint NOT NULL DEFAULT 1,
  hard_reboot boolean NOT NULL DEFAULT false,
  generation bigint NOT NULL DEFAULT 1,
  request_id text NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  launched_at timestamptz,
  terminated_at timestamptz,
  deleted_at timestamptz
);

CREATE INDEX server_project ON server (project_id, created_at DESC, id DESC);
CREATE INDEX server_created ON server (created_at DESC, id DESC);
CREATE INDEX server_host ON server (host_id) WHERE deleted_at IS NULL;
CREATE INDEX server_reservation ON server (reservation_id);
CREATE INDEX server_member ON server (group_id) WHERE group_id IS NOT NULL;

-- What was asked of a server, and what came of it.
CREATE TABLE server_action (
  id uuid PRIMARY KEY,
  server_id uuid NOT NULL REFERENCES server (id) ON DELETE CASCADE,
  action text NOT NULL,
  request_id text NOT NULL,
  user_id text NOT NULL,
  project_id text NOT NULL,
  message text,
  event text NOT NULL,
  result text,
  details text,
  traceback text,
  host text,
  host_hash text NOT NULL DEFAULT '',
  started_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  finished_at timestamptz
);

CREATE INDEX server_action_server ON server_action (server_id, started_at DESC, id);
CREATE INDEX server_action_open ON server_action (server_id) WHERE finished_at IS NULL;

-- A limit that differs from the default.
CREATE TABLE compute_quota (
  project_id text NOT NULL,
  resource text NOT NULL,
  hard_limit bigint NOT NULL,
  PRIMARY KEY (project_id, resource)
);

-- What a project has, counted in the transaction that changes it.
CREATE TABLE compute_usage (
  project_id text PRIMARY KEY,
  instances bigint NOT NULL,
  cores bigint NOT NULL,
  memory_mib bigint NOT NULL
);

-- One-time tokens for consoles, by their hash alone.
CREATE TABLE console_token (
  hash bytea PRIMARY KEY,
  server_id uuid NOT NULL REFERENCES server (id) ON DELETE CASCADE,
  expires_at timestamptz NOT NULL
);

-- What is true of the whole cloud: one row.
CREATE TABLE cloud (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  id uuid NOT NULL
);
