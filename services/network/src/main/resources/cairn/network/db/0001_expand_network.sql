CREATE TABLE network (
  id uuid PRIMARY KEY,
  project_id text NOT NULL,
  name text NOT NULL,
  description text NOT NULL,
  tags text[] NOT NULL DEFAULT '{}',
  admin_state_up boolean NOT NULL,
  shared boolean NOT NULL,
  external boolean NOT NULL,
  is_default boolean NOT NULL,
  port_security boolean NOT NULL,
  mtu integer NOT NULL CHECK (mtu BETWEEN 68 AND 65535),
  network_type text NOT NULL,
  physical_network text,
  segmentation_id integer,
  zone_hints text[] NOT NULL DEFAULT '{}',
  revision integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX network_segment
  ON network (network_type, coalesce(physical_network, ''), segmentation_id)
  WHERE segmentation_id IS NOT NULL;
CREATE INDEX network_by_project ON network (project_id);
CREATE INDEX network_for_all ON network (id) WHERE shared OR external;
CREATE UNIQUE INDEX network_flat ON network (physical_network) WHERE network_type = 'flat';

CREATE TABLE subnet (
  id uuid PRIMARY KEY,
  network_id uuid NOT NULL REFERENCES network (id),
  project_id text NOT NULL,
  name text NOT NULL,
  description text NOT NULL,
  tags text[] NOT NULL DEFAULT '{}',
  ip_version smallint NOT NULL CHECK (ip_version IN (4, 6)),
  cidr cidr NOT NULL,
  gateway_ip inet,
  dhcp boolean NOT NULL,
  ipv6_ra_mode text,
  ipv6_address_mode text,
  dns_servers text[] NOT NULL,
  host_routes jsonb NOT NULL,
  service_types text[] NOT NULL DEFAULT '{}',
  subnetpool_id uuid,
  revision integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX subnet_by_network ON subnet (network_id);
CREATE INDEX subnet_by_project ON subnet (project_id);

CREATE TABLE allocation_pool (
  subnet_id uuid NOT NULL REFERENCES subnet (id) ON DELETE CASCADE,
  first_ip inet NOT NULL,
  last_ip inet NOT NULL,
  PRIMARY KEY (subnet_id, first_ip)
);

CREATE TABLE security_group (
  id uuid PRIMARY KEY,
  project_id text NOT NULL,
  name text NOT NULL,
  description text NOT NULL,
  tags text[] NOT NULL DEFAULT '{}',
  is_default boolean NOT NULL,
  stateful boolean NOT NULL,
  shared boolean NOT NULL DEFAULT false,
  revision integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX security_group_by_project ON security_group (project_id, name);
CREATE UNIQUE INDEX security_group_default ON security_group (project_id) WHERE is_default;

CREATE TABLE security_group_rule (
  id uuid PRIMARY KEY,
  security_group_id uuid NOT NULL REFERENCES security_group (id) ON DELETE CASCADE,
  project_id text NOT NULL,
  description text NOT NULL,
  direction text NOT NULL CHECK (direction IN ('ingress', 'egress')),
  ethertype text NOT NULL CHECK (ethertype IN ('IPv4', 'IPv6')),
  protocol text,
  port_range_min integer,
  port_range_max integer,
  remote_ip_prefix cidr,
  remote_group_id uuid
    CONSTRAINT security_group_rule_remote REFERENCES security_group (id) ON DELETE CASCADE,
  revision integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT security_group_rule_same UNIQUE NULLS NOT DISTINCT
    (security_group_id, direction, ethertype, protocol, port_range_min, port_range_max,
     remote_ip_prefix, remote_group_id)
);
CREATE INDEX security_group_rule_by_project ON security_group_rule (project_id);
CREATE INDEX security_group_rule_by_remote ON security_group_rule (remote_group_id)
  WHERE remote_group_id IS NOT NULL;

CREATE TABLE port (
  id uuid PRIMARY KEY,
  network_id uuid NOT NULL CONSTRAINT port_network REFERENCES network (id),
  project_id text NOT NULL,
  name text NOT NULL,
  description text NOT NULL,
  tags text[] NOT NULL DEFAULT '{}',
  mac macaddr NOT NULL,
  admin_state_up boolean NOT NULL,
  status text NOT NULL CHECK (status IN ('ACTIVE', 'DOWN', 'BUILD', 'ERROR')),
  device_id text NOT NULL,
  device_owner text NOT NULL,
  host text NOT NULL,
  vnic_type text NOT NULL,
  binding_profile jsonb NOT NULL DEFAULT '{}',
  port_security boolean NOT NULL,
  address_pairs jsonb NOT NULL DEFAULT '[]',
  dhcp_options jsonb NOT NULL DEFAULT '[]',
  revision integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT port_mac UNIQUE (network_id, mac)
);
CREATE INDEX port_by_project ON port (project_id);
CREATE INDEX port_by_device ON port (device_id) WHERE device_id <> '';
CREATE INDEX port_by_host ON port (host) WHERE host <> '';
CREATE UNIQUE INDEX port_metadata ON port (network_id) WHERE device_owner = 'network:distributed';

-- An address is given once in a network: it is the insertion here that decides.
CREATE TABLE port_address (
  port_id uuid NOT NULL REFERENCES port (id) ON DELETE CASCADE,
  subnet_id uuid NOT NULL CONSTRAINT port_address_subnet REFERENCES subnet (id),
  address inet NOT NULL,
  place integer NOT NULL DEFAULT 0,
  CONSTRAINT port_address_once PRIMARY KEY (subnet_id, address)
);
CREATE INDEX port_address_by_port ON port_address (port_id);

CREATE TABLE port_security_group (
  port_id uuid NOT NULL REFERENCES port (id) ON DELETE CASCADE,
  security_group_id uuid NOT NULL
    CONSTRAINT port_security_group_in_use REFERENCES security_group (id),
  PRIMARY KEY (port_id, security_group_id)
);
CREATE INDEX port_security_group_by_group ON port_security_group (security_group_id);

CREATE TABLE router (
  id uuid PRIMARY KEY,
  project_id text NOT NULL,
  name text NOT NULL,
  description text NOT NULL,
  tags text[] NOT NULL DEFAULT '{}',
  admin_state_up boolean NOT NULL,
  status text NOT NULL,
  gateway_port_id uuid CONSTRAINT router_gateway_port REFERENCES port (id),
  snat boolean NOT NULL,
  routes jsonb NOT NULL DEFAULT '[]',
  zone_hints text[] NOT NULL DEFAULT '{}',
  revision integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX router_by_project ON router (project_id);
CREATE INDEX router_by_gateway ON router (gateway_port_id) WHERE gateway_port_id IS NOT NULL;

CREATE TABLE floating_ip (
  id uuid PRIMARY KEY,
  project_id text NOT NULL,
  description text NOT NULL,
  tags text[] NOT NULL DEFAULT '{}',
  network_id uuid NOT NULL REFERENCES network (id),
  outer_port_id uuid NOT NULL REFERENCES port (id),
  address inet NOT NULL,
  port_id uuid REFERENCES port (id),
  fixed_ip inet,
  router_id uuid CONSTRAINT floating_ip_router REFERENCES router (id),
  status text NOT NULL CHECK (status IN ('ACTIVE', 'DOWN', 'ERROR')),
  revision integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT floating_ip_fixed UNIQUE (port_id, fixed_ip),
  CONSTRAINT floating_ip_associated CHECK ((port_id IS NULL) = (fixed_ip IS NULL))
);
CREATE INDEX floating_ip_by_project ON floating_ip (project_id);
CREATE INDEX floating_ip_by_router ON floating_ip (router_id) WHERE router_id IS NOT NULL;
CREATE UNIQUE INDEX floating_ip_by_outer_port ON floating_ip (outer_port_id);

CREATE TABLE network_quota (
  project_id text NOT NULL,
  resource text NOT NULL,
  maximum integer NOT NULL,
  PRIMARY KEY (project_id, resource)
);
