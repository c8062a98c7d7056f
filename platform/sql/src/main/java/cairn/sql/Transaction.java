package cairn.sql;

import cairn.common.CloudException;
import cairn.common.RequestId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * A transaction in progress, handed from one service to the next. It lives on the thread that began
 * it and ends with the work it was given to.
 */
public final class Transaction {
  private record Touched(String topic, String key) {}

  private final Connection connection;
  private final LongAdder statements;
  private final List<Runnable> afterCommit = new ArrayList<>();
  private final Set<Touched> touched = new LinkedHashSet<>();
  private Optional<CloudException> failure = Optional.empty();
  private boolean open = true;
  private boolean toldChanges;

  Transaction(Connection connection, LongAdder statements) {
    this.connection = connection;
    this.statements = statements;
  }

  /** A statement with {@code :name} parameters. */
  public Query sql(String text) {
    return new Query(this, text);
  }

  /** Work for after a commit, on the same thread; dropped when the transaction is rolled back. */
  public void afterCommit(Runnable work) {
    afterCommit.add(work);
  }

  /** Tells the change feed, as part of this transaction, that this thing has changed. */
  public void changed(String topic, String key) {
    touched.add(new Touched(topic, key));
  }

  /**
   * Does work that may fail and be undone without losing what the transaction did before (a
   * savepoint).
   */
  public <T> T nested(Supplier<T> work) {
    try {
      var savepoint = connection().setSavepoint();
      try {
        var result = work.get();
        connection().releaseSavepoint(savepoint);
        return result;
      } catch (RuntimeException e) {
        rollback(savepoint, e);
        failure = Optional.empty();
        throw e;
      }
    } catch (SQLException e) {
      throw failed(e, "SAVEPOINT");
    }
  }

  /** Where the connection is gone the whole is lost, and what broke it is what is told. */
  private void rollback(Savepoint savepoint, RuntimeException reason) throws SQLException {
    try {
      connection().rollback(savepoint);
    } catch (SQLException e) {
      if (failure.isPresent()) {
        failure.get().addSuppressed(e);
        throw failure.get();
      }
      e.addSuppressed(reason);
      throw e;
    }
  }

  Connection connection() {
    if (!open) {
      throw new IllegalStateException("the transaction has ended");
    }
    return connection;
  }

  void count() {
    statements.increment();
  }

  /** Notes that a statement failed: whatever the work makes of that, it cannot be committed. */
  CloudException failed(SQLException error, String sql) {
    var translated = SqlErrors.translate(error, sql);
    failure = Optional.of(failure.orElse(translated));
    return translated;
  }

  /** Throws the failure that the work went on after. */
  void check() {
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  /** Writes the changes last, so that their numbers are taken shortly before the commit. */
  void writeChanges() {
    if (!touched.isEmpty()) {
      sql(ChangeStore.WRITE)
          .bind("topics", touched.stream().map(Touched::topic).toList())
          .bind("keys", touched.stream().map(Touched::key).toList())
          .bind("request", RequestId.current())
          .update();
      touched.clear();
      toldChanges = true;
    }
  }

  /** Whether the change feed has something to read of it. */
  boolean toldChanges() {
    return toldChanges;
  }

  void end() {
    open = false;
  }

  List<Runnable> callbacks() {
    return afterCommit;
  }
}
