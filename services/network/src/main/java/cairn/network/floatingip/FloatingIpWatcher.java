package cairn.network.floatingip;

import cairn.sql.Transaction;

/** Is told, within the same transaction, that a device has got or lost a floating IP. */
@FunctionalInterface
public interface FloatingIpWatcher {
  /** Does what follows from it; the device is the one that the port's {@code device_id} names. */
  void moved(Transaction tx, String deviceId);
}
