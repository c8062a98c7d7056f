package cairn.network.subnet;

import cairn.sql.Transaction;

/** Is told, within the same transaction, that a subnet is new or has changed. */
@FunctionalInterface
public interface SubnetWatcher {
  /** Does what follows from it. */
  void changed(Transaction tx, Subnet subnet);
}
