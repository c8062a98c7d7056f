package cairn.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RowMemoryTest {
  private static final String NAMES =
      "SELECT f.name FROM fruit f WHERE f.basket = :basket ORDER BY f.name";
  private static final int WRITERS = 4;
  private static final int ROUNDS = 200;

  private static Database db;

  @BeforeAll
  static void open() {
    db = Database.open(ThrowAwayPostgres.create(List.of()));
    db.run(tx -> {
      tx.sql("CREATE TABLE basket (id int PRIMARY KEY, name text)").update();
      tx.sql(
              """
              CREATE TABLE fruit (name text,
                basket int REFERENCES basket ON DELETE CASCADE, count int NOT NULL DEFAULT 0)\
              """)
          .update();
      tx.sql("CREATE TABLE other (fruit text)").update();
    });
    db.remember();
  }

  @AfterAll
  static void close() {
    db.close();
  }

  @BeforeEach
  void fill() {
    db.run(tx -> {
      tx.sql("DELETE FROM basket").update();
      tx.sql("INSERT INTO basket (id, name) VALUES (1, 'red'), (2, 'blue')").update();
      tx.sql("INSERT INTO fruit (name, basket) VALUES ('apple', 1), ('plum', 2)").update();
    });
  }

  private static List<String> names(Transaction tx, int basket) {
    return tx.sql(NAMES).bind("basket", basket).recalled().list(row -> row.text("name"));
  }

  private static List<String> names(int basket) {
    return db.read(tx -> names(tx, basket));
  }

  private static long statementsOf(int basket, String name) {
    return Database.statementsOf(() -> assertThat(names(basket)).containsExactly(name));
  }

  @Test
  void readsOnceWhatNobodyWritesTo() {
    var _ = names(1);
    assertThat(statementsOf(1, "apple")).isZero();
    assertThat(statementsOf(2, "plum")).isEqualTo(1);
  }

  @Test
  void writingToAColumnOfThatNameIsNoWritingToTheTable() {
    var _ = names(1);
    db.run(tx -> tx.sql("INSERT INTO other (fruit) VALUES ('basket')").update());
    assertThat(statementsOf(1, "apple")).isZero();
  }

  @Test
  void seesEachWriteOnceItIsCommitted() {
    assertThat(names(1)).containsExactly("apple");
    db.run(tx -> tx.sql("UPDATE fruit SET name = 'pear' WHERE name = 'apple'").update());
    assertThat(names(1)).containsExactly("pear");
    db.run(tx -> tx.sql("INSERT INTO fruit (name, basket) VALUES ('fig', 1)").later());
    assertThat(names(1)).containsExactly("fig", "pear");
    db.run(tx ->
        tx.sql("DELETE FROM fruit WHERE name = :name")
            .batch(List.of("fig", "pear"), (query, name) -> query.bind("name", name)));
    assertThat(names(1)).isEmpty();
  }

  @Test
  void seesWhatAForeignKeyDeletes() {
    assertThat(names(1)).containsExactly("apple");
    db.run(tx -> tx.sql("DELETE FROM basket WHERE id = 1").update());
    assertThat(names(1)).isEmpty();
  }

  @Test
  void aTransactionSeesItsOwnWritesAndOthersDoNot() {
    assertThat(names(1)).containsExactly("apple");
    db.run(tx -> {
      tx.sql("UPDATE fruit SET name = 'pear' WHERE name = 'apple'").update();
      assertThat(names(tx, 1)).containsExactly("pear");
    });
    assertThat(names(1)).containsExactly("pear");
  }

  @Test
  void noReaderIsBehindAnAnsweredWrite() throws InterruptedException {
    var wrong = new AtomicInteger();
    var threads =
        java.util.stream.IntStream.range(0, WRITERS)
            .mapToObj(number -> Thread.ofPlatform().start(() -> writeAndRead(number, wrong)))
            .toList();
    for (var thread : threads) {
      thread.join();
    }
    assertThat(wrong.get()).isZero();
  }

  /** Each has a row of its own, which it must find as it left it, whatever the others do. */
  private static void writeAndRead(int number, AtomicInteger wrong) {
    var name = "fruit-" + number;
    db.run(tx ->
        tx.sql("INSERT INTO fruit (name, basket) VALUES (:name, 2)").bind("name", name).update());
    for (var round = 1; round <= ROUNDS; round++) {
      var count = round;
      db.run(tx ->
          tx.sql("UPDATE fruit SET count = :count WHERE name = :name")
              .bind("count", count)
              .bind("name", name)
              .update());
      var seen =
          db.read(tx ->
              tx.sql("SELECT f.count FROM fruit f WHERE f.name = :name")
                  .bind("name", name)
                  .recalled()
                  .one(row -> row.integer("count")));
      if (seen != count) {
        wrong.incrementAndGet();
      }
    }
  }
}
