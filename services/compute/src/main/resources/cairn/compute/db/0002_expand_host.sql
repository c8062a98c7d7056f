-- A deleted server outlives its host.
ALTER TABLE server DROP CONSTRAINT server_host_id_fkey;
ALTER TABLE server ADD CONSTRAINT server_host_id_fkey
  FOREIGN KEY (host_id) REFERENCES host (id) ON DELETE SET NULL;
