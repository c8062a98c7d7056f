package cairn.compute;

import cairn.sql.Transaction;
import java.util.UUID;

/** SQL about the cloud as a whole. */
final class CloudStore {
  private static final String ENSURE =
      "INSERT INTO cloud (single, id) VALUES (true, :id) ON CONFLICT DO NOTHING";
  private static final String ID = "SELECT id FROM cloud";

  /** The cloud's id, which is the given one when it had none. */
  UUID ensure(Transaction tx, UUID id) {
    tx.sql(ENSURE).bind("id", id).update();
    return tx.sql(ID).one(row -> row.uuid("id"));
  }
}
