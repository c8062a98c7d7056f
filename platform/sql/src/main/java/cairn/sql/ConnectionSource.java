package cairn.sql;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Where a {@link Database} takes its connections from: a pool, or what a simulation keeps in its
 * place. For many threads.
 */
public interface ConnectionSource extends AutoCloseable {
  /**
   * A connection with its limits set; closing it gives it back.
   *
   * @throws SQLException none can be had now
   */
  Connection take() throws SQLException;

  /** How many are taken now. */
  int taken();

  /** Closes all that are not in use, and those in use when they are given back. */
  @Override
  void close();
}
