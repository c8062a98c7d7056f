-- A deleted server outlives its host.
ALTER TABLE server DROP CONSTRAINT server_host_id_fkey;
ALTER TABLE server ADD CONSTRAINT server_host_id_fkey
  FOREIGN KEY (host_id) REFERENCES host (id) ON DELETE SET NULL;

-- What the guest was last told of its ports, as a digest; and which server has a port.
ALTER TABLE server ADD COLUMN ports_digest text;
CREATE INDEX server_nics ON server USING gin (nics jsonb_path_ops);
