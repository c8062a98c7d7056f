-- A thing that has something to give: a host, or a part of one.
CREATE TABLE resource_provider (
  id uuid PRIMARY KEY,
  name text NOT NULL CONSTRAINT resource_provider_name UNIQUE,
  -- Goes up with every change of what the provider has or has given away.
  generation bigint NOT NULL DEFAULT 0,
  parent_id uuid CONSTRAINT resource_provider_parent REFERENCES resource_provider (id),
  root_id uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX resource_provider_parent_id ON resource_provider (parent_id);
CREATE INDEX resource_provider_root_id ON resource_provider (root_id);

-- What the scheduler knows of a provider that is a host.
CREATE TABLE provider_host (
  provider_id uuid PRIMARY KEY REFERENCES resource_provider (id) ON DELETE CASCADE,
  enabled boolean NOT NULL,
  up boolean NOT NULL,
  zone text NOT NULL
);

-- How much of a class a provider has, and how much of that is given away. The latter is always
-- the sum over the table allocation: a claim is one conditional update of this row.
CREATE TABLE inventory (
  provider_id uuid NOT NULL REFERENCES resource_provider (id) ON DELETE CASCADE,
  resource_class text NOT NULL,
  total bigint NOT NULL CHECK (total >= 1),
  reserved bigint NOT NULL CHECK (reserved >= 0),
  min_unit bigint NOT NULL CHECK (min_unit >= 1),
  max_unit bigint NOT NULL CHECK (max_unit >= 1),
  step_size bigint NOT NULL CHECK (step_size >= 1),
  allocation_ratio double precision NOT NULL CHECK (allocation_ratio > 0),
  used bigint NOT NULL DEFAULT 0 CHECK (used >= 0),
  PRIMARY KEY (provider_id, resource_class)
);
CREATE INDEX inventory_class ON inventory (resource_class);

CREATE TABLE provider_trait (
  provider_id uuid NOT NULL REFERENCES resource_provider (id) ON DELETE CASCADE,
  trait text NOT NULL,
  PRIMARY KEY (provider_id, trait)
);
CREATE INDEX provider_trait_trait ON provider_trait (trait);

CREATE TABLE provider_aggregate (
  provider_id uuid NOT NULL REFERENCES resource_provider (id) ON DELETE CASCADE,
  aggregate_id uuid NOT NULL,
  PRIMARY KEY (provider_id, aggregate_id)
);
CREATE INDEX provider_aggregate_aggregate ON provider_aggregate (aggregate_id);

-- The names beside the standard ones, which are in the program.
CREATE TABLE custom_trait (
  name text PRIMARY KEY,
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE custom_resource_class (
  name text PRIMARY KEY,
  updated_at timestamptz NOT NULL DEFAULT now()
);

-- Who has claimed something: a server, mostly.
CREATE TABLE consumer (
  id uuid PRIMARY KEY,
  project_id text NOT NULL,
  user_id text NOT NULL,
  consumer_type text NOT NULL DEFAULT '',
  generation bigint NOT NULL DEFAULT 0,
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX consumer_project ON consumer (project_id, user_id);

CREATE TABLE allocation (
  consumer_id uuid NOT NULL REFERENCES consumer (id),
  provider_id uuid NOT NULL,
  resource_class text NOT NULL,
  used bigint NOT NULL CHECK (used >= 1),
  PRIMARY KEY (consumer_id, provider_id, resource_class),
  CONSTRAINT allocation_inventory FOREIGN KEY (provider_id, resource_class)
    REFERENCES inventory (provider_id, resource_class)
);
CREATE INDEX allocation_provider ON allocation (provider_id, resource_class);
