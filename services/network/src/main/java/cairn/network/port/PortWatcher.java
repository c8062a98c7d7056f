package cairn.network.port;

import cairn.sql.Transaction;

/**
 * Is told, within the same transaction, that a client has changed the addresses of a device's port
 * or deleted it.
 */
@FunctionalInterface
public interface PortWatcher {
  /** Does what follows from it; the device is the one that the port's {@code device_id} names. */
  void changed(Transaction tx, String deviceId);
}
