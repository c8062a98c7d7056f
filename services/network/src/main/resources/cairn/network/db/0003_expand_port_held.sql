-- A client may write what it likes as a port's device; only what a service of this program gave the
-- port to counts as plugged into it.
ALTER TABLE port ADD COLUMN held boolean NOT NULL DEFAULT false;
DROP INDEX port_metadata;
CREATE UNIQUE INDEX port_metadata ON port (network_id)
  WHERE device_owner = 'network:distributed' AND held;
UPDATE port SET held = true WHERE device_id <> '' AND
  (device_owner LIKE 'network:%' OR device_owner LIKE 'compute:%');
