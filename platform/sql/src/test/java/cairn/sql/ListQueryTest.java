package cairn.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.common.CloudException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ListQueryTest {
  private record Fruit(int id, String name, Optional<String> colour) {}

  private static final Listing LISTING =
      Listing.of("f.id, f.name, f.colour", "fruit f", "f.id")
          .sort("id", "f.id")
          .sort("name", "f.name")
          .nullable("colour", "f.colour");

  private static final List<Fruit> ALL = new ArrayList<>();
  private static Database db;

  @BeforeAll
  static void open() {
    db = Database.open(ThrowAwayPostgres.create(List.of()));
    var random = new SplittableRandom(7);
    for (var id = 1; id <= 60; id++) {
      var colour = random.nextInt(3) == 0 ? "" : "c" + random.nextInt(4);
      ALL.add(
          new Fruit(
              id, "n" + random.nextInt(5), Optional.of(colour).filter(text -> !text.isEmpty())));
    }
    db.run(tx -> {
      tx.sql("CREATE TABLE fruit (id int PRIMARY KEY, name text NOT NULL, colour text)").update();
      tx.sql("INSERT INTO fruit VALUES (:id, :name, :colour)")
          .batch(
              ALL,
              (query, fruit) ->
                  query
                      .bind("id", fruit.id())
                      .bind("name", fruit.name())
                      .bind("colour", fruit.colour()));
    });
  }

  @AfterAll
  static void close() {
    db.close();
  }

  private static Fruit fruit(Row row) {
    return new Fruit(row.integer("id"), row.text("name"), row.optionalText("colour"));
  }

  private static ListPage<Fruit> page(ListQuery query) {
    return db.read(tx -> query.page(tx, ListQueryTest::fruit));
  }

  @Test
  void pagesInAnyOrderAreTheWholeInThatOrderAndBackAgain() {
    var names = List.of("id", "name", "colour");
    for (var seed = 0; seed < 30; seed++) {
      var random = new SplittableRandom(seed);
      var keys = new ArrayList<String>();
      var directions = new ArrayList<String>();
      var comparator = Comparator.<Fruit>comparingInt(_ -> 0);
      var descending = false;
      for (var i = random.nextInt(3); i >= 0; i--) {
        var name = names.get(random.nextInt(names.size()));
        descending = random.nextBoolean();
        keys.add(name);
        directions.add(descending ? "desc" : "asc");
        var order = order(name);
        comparator = comparator.thenComparing(descending ? order.reversed() : order);
      }
      var byId = order("id");
      comparator = comparator.thenComparing(descending ? byId.reversed() : byId);
      var wanted = ALL.stream().sorted(comparator).toList();
      var limit = 1 + random.nextInt(20);

      assertThat(walk(keys, directions, limit, false)).as("seed %d", seed).isEqualTo(wanted);
      assertThat(walk(keys, directions, limit, true)).as("seed %d", seed).isEqualTo(wanted);
    }
  }

  private static Comparator<Fruit> order(String name) {
    return switch (name) {
      case "id" -> Comparator.comparingInt(Fruit::id);
      case "name" -> Comparator.comparing(Fruit::name);
      default -> Comparator.comparing(fruit -> fruit.colour().orElse(""));
    };
  }

  private static List<Fruit> walk(
      List<String> keys, List<String> directions, int limit, boolean reverse) {
    var found = new ArrayList<Fruit>();
    var marker = Optional.<Integer>empty();
    while (true) {
      var page =
          page(
              LISTING
                  .query()
                  .orderBy(keys, directions)
                  .marker(marker)
                  .reverse(reverse)
                  .limit(limit));
      found.addAll(reverse ? 0 : found.size(), page.items());
      if (!page.more()) {
        return found;
      }
      var last = reverse ? page.items().getFirst() : page.items().getLast();
      marker = Optional.of(last.id());
    }
  }

  @Test
  void aPageCostsOneStatement() {
    var query = LISTING.query().orderBy(List.of("colour"), List.of("desc")).marker(30).limit(5);
    assertThat(Database.statementsOf(() -> page(query))).isEqualTo(1);
  }

  @Test
  void filtersAreCombined() {
    var some =
        page(
            LISTING
                .query()
                .equal("f.name", "n1")
                .equal("f.colour", Optional.empty())
                .in("f.id", List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12))
                .where("f.id < :most", "most", 10));
    assertThat(some.items())
        .isEqualTo(ALL.stream().filter(f -> f.name().equals("n1") && f.id() < 10).toList());
    assertThat(page(LISTING.query().in("f.id", List.of())).items()).isEmpty();
    assertThat(page(LISTING.query().contains("f.name", "%")).items()).isEmpty();
    assertThat(page(LISTING.query().startsWith("f.name", "n")).items()).hasSize(60);
    assertThat(
            db.<Long>read(tx -> LISTING.query().equal("f.name", "n1").marker(3).limit(1).count(tx)))
        .isEqualTo(ALL.stream().filter(f -> f.name().equals("n1")).count());
  }

  @Test
  void aMarkerThatNamesNothingInTheScopeIsRefused() {
    for (var query :
        List.of(
            LISTING.query().marker(99),
            LISTING.query().scope("f.id > :least", "least", 10).marker(5).limit(3))) {
      if (query.text().contains("least")) {
        query.where("f.name <> :none", "none", "");
      }
      assertThatThrownBy(() -> page(query))
          .isInstanceOfSatisfying(
              CloudException.class,
              e -> assertThat(e.kind()).isEqualTo(CloudException.Kind.BAD_REQUEST));
    }
    assertThat(page(LISTING.query().marker(60)).items()).isEmpty();
  }

  @Test
  void unknownSortKeysAndDirectionsAreRefused() {
    assertThatThrownBy(() -> LISTING.query().orderBy(List.of("id; DROP"), List.of()))
        .isInstanceOf(CloudException.class);
    assertThatThrownBy(() -> LISTING.query().orderBy(List.of("id"), List.of("up")))
        .isInstanceOf(CloudException.class);
    assertThatThrownBy(() -> LISTING.query().orderBy(List.of("id"), List.of("asc", "asc")))
        .isInstanceOf(CloudException.class);
  }

  @Test
  void samplesCanBePrepared() {
    for (var sample : LISTING.samples()) {
      db.check(sample);
    }
  }
}
