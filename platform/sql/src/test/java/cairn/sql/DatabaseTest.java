package cairn.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.common.CloudException;
import cairn.common.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DatabaseTest {
  private enum Colour {
    RED
  }

  private static Database db;

  @BeforeAll
  static void open() {
    db = Database.open(ThrowAwayPostgres.create(List.of()));
    db.run(tx -> {
      tx.sql(
              """
              CREATE TABLE thing (id uuid CONSTRAINT thing_pkey PRIMARY KEY, name text, n int,
                big bigint, ok boolean, at timestamptz, names text[], ids uuid[], doc jsonb,
                raw bytea, parent uuid CONSTRAINT thing_parent REFERENCES thing,
                CONSTRAINT thing_n CHECK (n < 1000))\
              """)
          .update();
      tx.sql("CREATE TABLE account (id int PRIMARY KEY, amount int)").update();
      tx.sql("INSERT INTO account VALUES (1, 0), (2, 0)").update();
    });
  }

  @AfterAll
  static void close() {
    db.close();
  }

  @Test
  void everyTypeComesBackAsItWas() {
    var id = UUID.randomUUID();
    var at = Instant.parse("2026-11-21T10:00:00.123456Z");
    var doc = Json.object().put("a", "b");
    db.run(tx ->
        tx.sql(
                """
                INSERT INTO thing VALUES (:id, :name, :n, :big, :ok, :at, :names, :ids, :doc, :raw)\
                """)
            .bind("id", id)
            .bind("name", Colour.RED)
            .bind("n", 7)
            .bind("big", 1L << 40)
            .bind("ok", true)
            .bind("at", at)
            .bind("names", List.of("x", "y,\"z"))
            .bind("ids", List.of(id))
            .bind("doc", doc)
            .bind("raw", new byte[] {1, 0, 2})
            .update());
    var found =
        db.read(tx ->
            tx.sql("SELECT * FROM thing WHERE id = ANY(:ids)")
                .bind("ids", List.of(id))
                .one(row -> {
                  assertThat(row.uuid("id")).isEqualTo(id);
                  assertThat(row.constant("name", Colour.class)).isEqualTo(Colour.RED);
                  assertThat(row.integer("n")).isEqualTo(7);
                  assertThat(row.longInteger("big")).isEqualTo(1L << 40);
                  assertThat(row.bool("ok")).isTrue();
                  assertThat(row.instant("at")).isEqualTo(at);
                  assertThat(row.texts("names")).containsExactly("x", "y,\"z");
                  assertThat(row.uuids("ids")).containsExactly(id);
                  assertThat(row.json("doc")).isEqualTo(doc);
                  assertThat(row.bytes("raw")).containsExactly(1, 0, 2);
                  assertThat(row.optionalUuid("parent")).isEmpty();
                  assertThatThrownBy(() -> row.uuid("parent"))
                      .isInstanceOf(IllegalStateException.class);
                  return row.text("name");
                }));
    assertThat(found).isEqualTo("RED");
  }

  @Test
  void anEmptyListMatchesNothingAndAnEmptyOptionalIsNull() {
    assertThat(
            db.<Boolean>read(tx ->
                tx.sql("SELECT 1 FROM thing WHERE id = ANY(:ids) OR name = ANY(:ids2)")
                    .bind("ids", List.of())
                    .bind("ids2", List.of())
                    .exists()))
        .isFalse();
    Optional<Boolean> isNull =
        db.read(tx ->
            tx.sql("SELECT :x::uuid IS NULL AS yes")
                .bind("x", Optional.empty())
                .optional(row -> row.bool("yes")));
    assertThat(isNull).contains(true);
  }

  @Test
  void aMissingOrUnknownParameterIsAnError() {
    assertThatThrownBy(() -> db.read(tx -> tx.sql("SELECT :a::int AS a").list(row -> 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(":a");
    assertThatThrownBy(() -> db.read(tx -> tx.sql("SELECT 1").bind("a", 1).list(row -> 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatOnlyReadsCannotWriteWhateverTheStatementLooksLike() {
    var write = "INSERT INTO account VALUES (99, 0) RETURNING id";
    for (var text : List.of(write, "WITH made AS (%s) SELECT id FROM made".formatted(write))) {
      assertThatThrownBy(() ->
              db.read(tx -> {
                tx.sql("SELECT 1 AS one").one(row -> row.integer("one"));
                return tx.sql(text).list(row -> row.integer("id"));
              }))
          .hasStackTraceContaining("read-only transaction");
    }
    Optional<Integer> none =
        db.read(tx -> tx.sql("SELECT id FROM account WHERE id = 99").optional(row -> 1));
    assertThat(none).isEmpty();
  }

  @Test
  void aBrokenConstraintTellsItsName() {
    var id = UUID.randomUUID();
    db.run(tx -> insert(tx, id, 1));
    assertThatThrownBy(() -> db.run(tx -> insert(tx, id, 1)))
        .isInstanceOfSatisfying(
            ConstraintViolation.class,
            e -> {
              assertThat(e.is("thing_pkey")).isTrue();
              assertThat(e.violated()).isEqualTo(ConstraintViolation.Type.UNIQUE);
            });
    assertThatThrownBy(() -> db.run(tx -> insert(tx, UUID.randomUUID(), 1000)))
        .isInstanceOfSatisfying(
            ConstraintViolation.class, e -> assertThat(e.constraint()).isEqualTo("thing_n"));
    assertThatThrownBy(() ->
            db.run(tx ->
                tx.sql("UPDATE thing SET parent = :p WHERE id = :id")
                    .bind("p", UUID.randomUUID())
                    .bind("id", id)
                    .update()))
        .isInstanceOfSatisfying(
            ConstraintViolation.class,
            e -> assertThat(e.violated()).isEqualTo(ConstraintViolation.Type.FOREIGN_KEY));
  }

  private static void insert(Transaction tx, UUID id, int n) {
    tx.sql("INSERT INTO thing (id, n) VALUES (:id, :n)").bind("id", id).bind("n", n).update();
  }

  @Test
  void nestedWorkIsUndoneAlone() {
    var id = UUID.randomUUID();
    db.run(tx -> {
      insert(tx, id, 1);
      assertThatThrownBy(() ->
              tx.nested(() -> {
                insert(tx, id, 2);
                return 0;
              }))
          .isInstanceOf(ConstraintViolation.class);
      tx.nested(() -> tx.sql("UPDATE thing SET n = 5 WHERE id = :id").bind("id", id).update());
    });
    assertThat(number(id)).isEqualTo(5);
  }

  private static int number(UUID id) {
    return db.read(tx ->
        tx.sql("SELECT n FROM thing WHERE id = :id").bind("id", id).one(row -> row.integer("n")));
  }

  @Test
  void anExceptionRollsBackAndDropsTheCallbacks() {
    var id = UUID.randomUUID();
    var called = new AtomicInteger();
    assertThatThrownBy(() ->
            db.run(tx -> {
              insert(tx, id, 1);
              tx.afterCommit(called::incrementAndGet);
              throw new IllegalArgumentException("no");
            }))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(called).hasValue(0);
    db.run(tx -> {
      insert(tx, id, 1);
      tx.afterCommit(called::incrementAndGet);
    });
    assertThat(called).hasValue(1);
  }

  @Test
  void aSwallowedErrorIsNoSuccess() {
    var id = UUID.randomUUID();
    db.run(tx -> insert(tx, id, 1));
    assertThatThrownBy(() ->
            db.run(tx -> {
              insert(tx, UUID.randomUUID(), 1);
              try {
                insert(tx, id, 1);
              } catch (ConstraintViolation e) {
                // forgotten
              }
            }))
        .isInstanceOf(CloudException.class);
  }

  @Test
  void deadlocksAreRetried() throws Exception {
    var both = new CountDownLatch(2);
    var attempts = new AtomicInteger();
    var threads = new ArrayList<Thread>();
    for (var order : List.of(List.of(1, 2), List.of(2, 1))) {
      threads.add(
          Thread.ofVirtual()
              .start(() ->
                  db.run(tx -> {
                    attempts.incrementAndGet();
                    add(tx, order.get(0));
                    both.countDown();
                    await(both);
                    add(tx, order.get(1));
                  })));
    }
    for (var thread : threads) {
      thread.join();
    }
    assertThat(attempts.get()).isGreaterThan(2);
    Map<Integer, Integer> amounts = new java.util.HashMap<>();
    db.read(tx ->
        tx.sql("SELECT id, amount FROM account")
            .list(row -> amounts.put(row.integer("id"), row.integer("amount")) == null));
    assertThat(amounts).containsEntry(1, 2).containsEntry(2, 2);
  }

  private static void add(Transaction tx, int account) {
    tx.sql("UPDATE account SET amount = amount + 1 WHERE id = :id").bind("id", account).update();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aReadCannotWrite() {
    assertThatThrownBy(() ->
            db.<Boolean>read(tx -> {
              insert(tx, UUID.randomUUID(), 1);
              return true;
            }))
        .isInstanceOf(CloudException.class);
  }

  @Test
  void aTransactionWithinAnotherIsRefused() {
    assertThatThrownBy(() -> db.run(tx -> db.run(inner -> insert(inner, UUID.randomUUID(), 1))))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void batchesRunOncePerItem() {
    var ids = List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
    Runnable batch =
        () ->
            assertThat(
                    db.<Integer>inTransaction(tx ->
                        tx.sql("INSERT INTO thing (id, n) VALUES (:id, :n)")
                            .bind("n", 3)
                            .batch(ids, (query, id) -> query.bind("id", id))))
                .isEqualTo(3);
    assertThat(Database.statementsOf(batch)).isEqualTo(1);
  }

  @Test
  void textThatPostgresCannotHoldIsTheCallersError() {
    assertThatThrownBy(() ->
            db.read(tx -> tx.sql("SELECT :t AS t").bind("t", "a\0b").list(row -> row.text("t"))))
        .isInstanceOfSatisfying(
            CloudException.class,
            e -> assertThat(e.kind()).isEqualTo(CloudException.Kind.BAD_REQUEST));
  }

  @Test
  void manyRowsCanBeReadOneByOne() {
    var sum = new AtomicInteger();
    db.run(tx ->
        tx.sql("SELECT n FROM generate_series(1, 5000) AS n")
            .forEach(row -> sum.addAndGet(row.integer("n"))));
    assertThat(sum).hasValue(12_502_500);
  }

  @Test
  void aConnectionThatBreaksBeforeTheCommitIsNoMatter() {
    var id = UUID.randomUUID();
    var attempts = new AtomicInteger();
    db.run(tx -> {
      insert(tx, id, 1);
      if (attempts.incrementAndGet() == 1) {
        tx.sql("SELECT pg_terminate_backend(pg_backend_pid())").exists();
      }
    });
    assertThat(attempts).hasValue(2);
    assertThat(number(id)).isEqualTo(1);
  }

  @Test
  void aConnectionThatBreaksInNestedWorkIsNoMatterEither() {
    var id = UUID.randomUUID();
    var attempts = new AtomicInteger();
    db.run(tx -> {
      insert(tx, id, 1);
      tx.nested(() -> {
        if (attempts.incrementAndGet() == 1) {
          tx.sql("SELECT pg_terminate_backend(pg_backend_pid())").exists();
        }
        return true;
      });
    });
    assertThat(attempts).hasValue(2);
    assertThat(number(id)).isEqualTo(1);
  }

  @Test
  void aCommitWhoseAnswerIsLostIsNotDoneAgain() {
    db.run(tx -> {
      tx.sql("CREATE TABLE fatal (n int)").update();
      tx.sql(
              """
              CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$
              BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$\
              """)
          .update();
      tx.sql(
              """
              CREATE CONSTRAINT TRIGGER die AFTER INSERT ON fatal
              DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION die()\
              """)
          .update();
    });
    var attempts = new AtomicInteger();
    assertThatThrownBy(() ->
            db.run(tx -> {
              attempts.incrementAndGet();
              tx.sql("INSERT INTO fatal VALUES (1)").update();
            }))
        .isInstanceOfSatisfying(
            CloudException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(CloudException.Kind.UNAVAILABLE);
              assertThat(e.getMessage()).contains("unknown");
            });
    assertThat(attempts).hasValue(1);
  }

  @Test
  void aStatementThatTakesTooLongIsEnded() {
    var quick =
        db.config()
            .withTimeouts(
                java.time.Duration.ofMillis(50),
                java.time.Duration.ofSeconds(5),
                java.time.Duration.ofSeconds(5));
    try (var impatient = Database.open(quick)) {
      assertThatThrownBy(
              () -> impatient.read(tx -> tx.sql("SELECT pg_sleep(30) AS s").list(row -> 1)))
          .isInstanceOfSatisfying(
              CloudException.class,
              e -> assertThat(e.kind()).isEqualTo(CloudException.Kind.UNAVAILABLE));
    }
  }

  @Test
  void aDatabaseThatIsNotThereIsSaidSo() {
    var nowhere =
        DatabaseConfig.url("postgresql://nobody:secret@127.0.0.1:1/none")
            .withTimeouts(
                java.time.Duration.ofSeconds(1),
                java.time.Duration.ofSeconds(1),
                java.time.Duration.ofSeconds(1));
    assertThatThrownBy(() -> Database.open(nowhere))
        .isInstanceOf(CloudException.class)
        .hasMessageContaining("cannot be reached")
        .hasMessageNotContaining("secret");
  }

  @Test
  void whatIsPutOffGoesWithTheNextStatement() {
    var id = UUID.randomUUID();
    var child = UUID.randomUUID();
    Runnable work =
        () ->
            assertThat(
                    db.<List<Optional<String>>>inTransaction(tx -> {
                      tx.sql("INSERT INTO thing (id, name) VALUES (:id, :name)")
                          .bind("id", id)
                          .bind("name", "parent")
                          .later();
                      tx.sql("INSERT INTO thing (id, name, parent) VALUES (:id, :name, :parent)")
                          .bind("id", child)
                          .bind("name", Optional.empty())
                          .bind("parent", id)
                          .later();
                      return tx.sql("SELECT name FROM thing WHERE id = ANY(:ids) ORDER BY name")
                          .bind("ids", List.of(id, child))
                          .list(row -> row.optionalText("name"));
                    }))
                .containsExactly(Optional.of("parent"), Optional.empty());
    assertThat(Database.statementsOf(work)).isEqualTo(1);
  }

  @Test
  void whatIsPutOffIsThereAtTheCommit() {
    var id = UUID.randomUUID();
    db.run(tx -> tx.sql("INSERT INTO thing (id) VALUES (:id)").bind("id", id).later());
    assertThat(exists(id)).isTrue();
  }

  @Test
  void whatIsPutOffAndFailsUndoesAll() {
    var id = UUID.randomUUID();
    assertThatThrownBy(() ->
            db.run(tx -> {
              tx.sql("INSERT INTO thing (id) VALUES (:id)").bind("id", id).update();
              tx.sql("INSERT INTO thing (id) VALUES (:id)").bind("id", id).later();
            }))
        .isInstanceOfSatisfying(
            ConstraintViolation.class, e -> assertThat(e.is("thing_pkey")).isTrue());
    assertThat(exists(id)).isFalse();
  }

  @Test
  void whatIsPutOffWithinASavepointGoesWithIt() {
    var id = UUID.randomUUID();
    db.run(tx -> {
      try {
        tx.nested(() -> {
          tx.sql("INSERT INTO thing (id) VALUES (:id)").bind("id", id).later();
          throw new IllegalArgumentException("no");
        });
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessage("no");
      }
    });
    assertThat(exists(id)).isFalse();
  }

  private static boolean exists(UUID id) {
    return db.read(tx -> tx.sql("SELECT 1 FROM thing WHERE id = :id").bind("id", id).exists());
  }
}
