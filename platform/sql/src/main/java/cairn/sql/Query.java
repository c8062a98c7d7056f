package cairn.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One statement of a transaction: bind its parameters, then end with what is wanted of it. Not for
 * several threads.
 *
 * <p>A text is bound as text: write {@code :address::inet} where the column has another type. An
 * optional that is empty is NULL; a collection is an array, for {@code = ANY(:ids)}; a JSON tree is
 * jsonb; a constant is its name.
 */
public final class Query {
  private static final int FETCH_ROWS = 1000;

  private final Transaction transaction;
  private final String text;
  private final NamedSql sql;
  private final Map<String, Object> values = new HashMap<>();
  private boolean recalled;

  Query(Transaction transaction, String text) {
    this.transaction = transaction;
    this.text = text;
    this.sql = NamedSql.parse(text);
  }

  /**
   * Gives a parameter its value.
   *
   * @param value UUID, Id, String, Integer, Long, Boolean, Double, BigDecimal, Instant, an enum,
   *     byte[], JsonNode, a Collection of those, or an Optional of any
   * @throws IllegalArgumentException when the statement has no such parameter
   */
  public Query bind(String name, Object value) {
    if (!sql.names().contains(name)) {
      throw new IllegalArgumentException("no parameter :" + name + " in " + text);
    }
    values.put(name, value);
    return this;
  }

  void bindIfNamed(String name, Object value) {
    if (sql.names().contains(name)) {
      values.put(name, value);
    }
  }

  /**
   * Lets the rows come out of memory, where they are known to be as they were when they were read
   * last ({@link Database#remember}): for what is read much and changed seldom. The statement's
   * text has one mapper only, which makes immutable values, and it depends on nothing but its
   * parameters and the tables that it names.
   */
  public Query recalled() {
    recalled = true;
    return this;
  }

  /** The only row, or none; more than one is an {@link IllegalStateException}. */
  public <T> Optional<T> optional(Function<Row, T> mapper) {
    var rows = list(mapper);
    if (rows.size() > 1) {
      throw new IllegalStateException(
          "%d rows where one was meant: %s".formatted(rows.size(), text));
    }
    return rows.stream().findFirst();
  }

  /** The only row; another number of rows is an {@link IllegalStateException}. */
  public <T> T one(Function<Row, T> mapper) {
    return optional(mapper)
        .orElseThrow(() -> new IllegalStateException("no row where one was meant: " + text));
  }

  /** Whether there is any row. */
  public boolean exists() {
    return execute(statement -> {
      try (var result = statement.getResultSet()) {
        return result.next();
      }
    });
  }

  /** All rows, in the statement's order. */
  public <T> List<T> list(Function<Row, T> mapper) {
    return recalled ? transaction.recall(text, bound(), () -> readAll(mapper)) : readAll(mapper);
  }

  private <T> List<T> readAll(Function<Row, T> mapper) {
    var rows = new ArrayList<T>();
    each(0, row -> rows.add(mapper.apply(row)));
    return List.copyOf(rows);
  }

  /** Each row in turn, however many, in constant memory. */
  public void forEach(Consumer<Row> consumer) {
    each(FETCH_ROWS, consumer);
  }

  private void each(int fetchRows, Consumer<Row> consumer) {
    if (fetchRows > 0) {
      transaction.flush(); // a cursor is of one statement
    }
    execute(
        fetchRows,
        statement -> {
          try (ResultSet result = statement.getResultSet()) {
            var row = new Row(result);
            while (result.next()) {
              consumer.accept(row);
            }
          }
          return 0;
        });
  }

  /** Runs an INSERT, UPDATE, DELETE or MERGE; the number of rows it touched. */
  public int update() {
    return execute(PreparedStatement::getUpdateCount);
  }

  /**
   * The same for a statement of whose outcome nothing is to be known but that it did not fail: it
   * goes to the database together with the transaction's next one, or before the commit, without a
   * round trip of its own. A failure is thrown there.
   */
  public void later() {
    wrote();
    transaction.later(new Pipelined(text, sql.jdbc(), bound()));
  }

  /**
   * Runs the statement once for each item, in one round trip; the number of rows touched by all.
   * Parameters that were bound before are the same for each.
   */
  public <T> int batch(Iterable<T> items, BiConsumer<Query, T> binder) {
    if (!items.iterator().hasNext()) {
      return 0;
    }
    wrote();
    transaction.flush();
    transaction.count();
    try (var statement = transaction.connection().prepareStatement(sql.jdbc())) {
      for (var item : items) {
        binder.accept(this, item);
        Pipelined.set(statement, 0, bound());
        statement.addBatch();
      }
      var rows = 0;
      for (var count : statement.executeBatch()) {
        rows += Math.max(count, 0);
      }
      return rows;
    } catch (SQLException e) {
      var next = e.getNextException();
      throw transaction.failed(next == null ? e : next, text);
    }
  }

  /**
   * As {@link #batch} with each item as {@link #later} has it: one is sent with the next statement,
   * many make a round trip.
   */
  public <T> void batchLater(Collection<T> items, BiConsumer<Query, T> binder) {
    if (items.size() == 1) {
      binder.accept(this, items.iterator().next());
      later();
    } else {
      batch(items, binder);
    }
  }

  private interface Work<T> {
    T run(PreparedStatement statement) throws SQLException;
  }

  private <T> T execute(Work<T> work) {
    return execute(0, work);
  }

  /** Runs it behind those that were put off, and gives the work its own result. */
  private <T> T execute(int fetchRows, Work<T> work) {
    wrote();
    var own = new Pipelined(text, sql.jdbc(), bound());
    var all = transaction.takePipelined();
    all.add(own);
    transaction.count();
    // Rows in parts come in a transaction only.
    var alone = fetchRows == 0 && all.size() == 1 && sql.plainRead();
    try (var statement = connection(alone).prepareStatement(Pipelined.text(all))) {
      statement.setFetchSize(fetchRows);
      Pipelined.run(statement, all);
      return work.run(statement);
    } catch (SQLException e) {
      throw transaction.failed(e, text);
    }
  }

  private void wrote() {
    if (sql.writes()) {
      transaction.wrote(text);
    }
  }

  private Connection connection(boolean alone) throws SQLException {
    return alone ? transaction.connectionForReading() : transaction.connection();
  }

  private List<Object> bound() {
    var all = new ArrayList<Object>(sql.names().size());
    for (var name : sql.names()) {
      var value = values.get(name);
      if (value == null) {
        throw new IllegalStateException("parameter :" + name + " is not bound in " + text);
      }
      all.add(value);
    }
    return all;
  }
}
