package cairn.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.common.CloudException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class MigrationsTest {
  private static final List<String> SERVICES = List.of("sample");
  private final DatabaseConfig config = ThrowAwayPostgres.create(List.of());

  @Test
  void appliesEachFileOnceInOrder() {
    assertThat(new Migrations(config, SERVICES).withoutContract().apply())
        .containsExactly("sample/0001_expand_table", "sample/0002_backfill_rows");
    assertThat(new Migrations(config, SERVICES).apply())
        .containsExactly("sample/0003_contract_column");
    assertThat(new Migrations(config, SERVICES).apply()).isEmpty();
    try (var db = Database.open(config)) {
      assertThat(
              db.<List<String>>read(
                  tx -> tx.sql("SELECT name FROM sample").list(row -> row.text("name"))))
          .containsExactly("one; two", "three");
    }
  }

  @Test
  void serversThatStartTogetherMigrateOnce() throws Exception {
    var applied = new CopyOnWriteArrayList<String>();
    var threads = new ArrayList<Thread>();
    for (var i = 0; i < 4; i++) {
      threads.add(
          Thread.ofVirtual().start(() -> applied.addAll(new Migrations(config, SERVICES).apply())));
    }
    for (var thread : threads) {
      thread.join();
    }
    assertThat(applied).hasSize(3);
  }

  @Test
  void aChangedFileIsRefused() {
    new Migrations(config, SERVICES).apply();
    update("UPDATE schema_migration SET sha256 = 'x' WHERE number = 2");
    assertThatThrownBy(() -> new Migrations(config, SERVICES).apply())
        .isInstanceOf(CloudException.class)
        .hasMessageContaining("sample/0002_backfill_rows");
  }

  @Test
  void aNewerDatabaseIsRefused() {
    new Migrations(config, SERVICES).apply();
    update("INSERT INTO schema_migration VALUES ('sample', 9, 'x', 'x')");
    assertThatThrownBy(() -> new Migrations(config, SERVICES).apply())
        .isInstanceOf(CloudException.class)
        .hasMessageContaining("newer");
  }

  @Test
  void aFileThatFailsLeavesNothing() {
    var broken = new Migrations(config, List.of("broken"));
    assertThatThrownBy(broken::apply)
        .isInstanceOf(CloudException.class)
        .hasMessageContaining("broken/0001_expand_table");
    try (var db = Database.open(config)) {
      assertThat(
              db.<Boolean>read(
                  tx -> tx.sql("SELECT 1 FROM pg_tables WHERE tablename = 'broken'").exists()))
          .isFalse();
    }
  }

  private void update(String sql) {
    try (var db = Database.open(config)) {
      db.run(tx -> tx.sql(sql).update());
    }
  }
}
