-- What servers start from. The data itself lies in files.
CREATE TABLE image (
  id uuid CONSTRAINT image_id PRIMARY KEY,
  name text NOT NULL,
  owner text NOT NULL,
  visibility text NOT NULL,
  status text NOT NULL,
  -- Empty, or -1, where it is not known yet.
  disk_format text NOT NULL,
  container_format text NOT NULL,
  size_bytes bigint NOT NULL DEFAULT -1,
  virtual_size_bytes bigint NOT NULL DEFAULT -1,
  min_disk_gib integer NOT NULL DEFAULT 0,
  min_ram_mib integer NOT NULL DEFAULT 0,
  checksum text NOT NULL DEFAULT '',
  sha512 text NOT NULL DEFAULT '',
  protected boolean NOT NULL DEFAULT false,
  hidden boolean NOT NULL DEFAULT false,
  tags text[] NOT NULL DEFAULT '{}',
  -- Names and values as the users like them.
  properties jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX image_created ON image (created_at, id);
CREATE INDEX image_owner ON image (owner);
CREATE INDEX image_visibility ON image (visibility) WHERE visibility IN ('PUBLIC', 'COMMUNITY');

-- The projects that a shared image is offered to.
CREATE TABLE image_member (
  image_id uuid NOT NULL REFERENCES image (id) ON DELETE CASCADE,
  member text NOT NULL,
  status text NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT image_member_key PRIMARY KEY (image_id, member)
);
CREATE INDEX image_member_member ON image_member (member, status);
