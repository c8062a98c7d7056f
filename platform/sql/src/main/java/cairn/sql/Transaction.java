package cairn.sql;

import cairn.common.CloudException;
import cairn.common.RequestId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * A transaction in progress, handed from one service to the next. It lives on the thread that began
 * it and ends with the work it was given to.
 */
public final class Transaction {
  /** Counts statements, where somebody wants to know. */
  static final ScopedValue<AtomicLong> COUNT = ScopedValue.newInstance();

  /** More in one text would make a new text each time; the driver caches texts. */
  private static final int PIPELINED_MAX = 8;

  private record Touched(String topic, String key) {}

  private final Connection connection;
  private final Optional<RowMemory> memory;
  private final Set<String> written = new HashSet<>();
  private final List<Runnable> afterCommit = new ArrayList<>();
  private final Map<Record, Object> seen = new HashMap<>();
  private final Set<Touched> touched = new LinkedHashSet<>();
  private List<Pipelined> pipelined = new ArrayList<>();
  private Optional<CloudException> failure = Optional.empty();
  private boolean open = true;
  private boolean toldChanges;
  private boolean begun;

  /**
   * One that may write has begun; one that only reads begins when a statement is not plain reading.
   * Until then each statement stands alone, which at READ COMMITTED sees the same and saves a round
   * trip to the database.
   */
  Transaction(Connection connection, Optional<RowMemory> memory, boolean readOnly) {
    this.memory = memory;
    this.connection = connection;
    this.begun = !readOnly;
  }

  /** A statement with {@code :name} parameters. */
  public Query sql(String text) {
    return new Query(this, text);
  }

  /** Work for after a commit, on the same thread; dropped when the transaction is rolled back. */
  public void afterCommit(Runnable work) {
    afterCommit.add(work);
  }

  /**
   * What was read under that key in this transaction, read at the first time: for what several
   * parts of one request ask after and none of them changes.
   */
  @SuppressWarnings("unchecked") // a key is a record of the one place that reads it
  public <T> T once(Record key, Supplier<T> read) {
    var known = seen.get(key);
    if (known == null) {
      known = read.get();
      seen.put(key, known);
    }
    return (T) known;
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
    flush();
    try {
      var savepoint = connection().setSavepoint();
      try {
        var result = work.get();
        flush();
        connection().releaseSavepoint(savepoint);
        return result;
      } catch (RuntimeException e) {
        pipelined = new ArrayList<>();
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

  /** The connection, within a transaction. */
  Connection connection() throws SQLException {
    if (!begun) {
      connection.setAutoCommit(false);
      connection.setReadOnly(true);
      begun = true;
    }
    return connectionForReading();
  }

  /** The connection, perhaps without a transaction. */
  Connection connectionForReading() {
    if (!open) {
      throw new IllegalStateException("the transaction has ended");
    }
    return connection;
  }

  void later(Pipelined statement) {
    if (!open) {
      throw new IllegalStateException("the transaction has ended");
    }
    pipelined.add(statement);
    if (pipelined.size() >= PIPELINED_MAX) {
      flush();
    }
  }

  /** What was put off, to be sent by the caller. */
  List<Pipelined> takePipelined() {
    var taken = pipelined;
    pipelined = new ArrayList<>();
    return taken;
  }

  /** Sends what was put off. */
  void flush() {
    var all = takePipelined();
    if (!all.isEmpty()) {
      count();
      try (var statement = connection().prepareStatement(Pipelined.text(all))) {
        Pipelined.run(statement, all);
      } catch (SQLException e) {
        throw failed(e, all.getLast().text());
      }
    }
  }

  /**
   * To be thrown where what the transaction saw at first has changed so that it cannot go on: it is
   * rolled back and done again from its start, as after a conflict.
   */
  public static CloudException again(String why) {
    return new SqlFailure(SqlErrors.BUSY, why, null);
  }

  /** What a statement reads, perhaps out of memory; never that of tables it has written to. */
  <T> List<T> recall(String text, List<Object> values, Supplier<List<T>> reading) {
    return memory.isPresent() && !memory.get().concerns(text, written)
        ? memory.get().recall(text, values, reading)
        : reading.get();
  }

  /** Notes what a statement writes to. */
  void wrote(String text) {
    memory.ifPresent(known -> written.addAll(known.written(text)));
  }

  /** The tables that it has written to, where somebody wants to know. */
  Set<String> written() {
    return written;
  }

  /** Whether there is anything to commit or roll back. */
  boolean begun() {
    return begun;
  }

  void count() {
    if (COUNT.isBound()) {
      COUNT.get().incrementAndGet();
    }
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
          .later();
      touched.clear();
      toldChanges = true;
    }
    flush();
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
