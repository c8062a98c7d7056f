package cairn.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cairn.common.CloudException;
import cairn.common.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EmbeddedPostgresTest {
  private final Path parent = temporary();
  private Path folder = parent.resolve("postgres");

  private static Path temporary() {
    try {
      var created = Files.createTempDirectory("cairn-pg-");
      Files.setPosixFilePermissions(created, PosixFilePermissions.fromString("rwxr-xr-x"));
      return created;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void remove() throws IOException {
    EmbeddedPostgres.stop(folder, Time.system());
    PostgresFolder.delete(parent);
  }

  private EmbeddedPostgres start() {
    var programs = ThrowAwayPostgres.programs();
    return EmbeddedPostgres.start(folder, PostgresSettings.throwAway(programs), Time.system());
  }

  private static void write(Database db, int value) {
    db.run(tx -> tx.sql("INSERT INTO kept VALUES (:v)").bind("v", value).update());
  }

  private static List<Integer> values(Database db) {
    return db.read(tx -> tx.sql("SELECT v FROM kept ORDER BY v").list(row -> row.integer("v")));
  }

  @Test
  void outlivesItsStarterAndKeepsItsData() throws IOException {
    var first = start();
    assertThat(first.attached()).isFalse();
    try (var db = Database.open(first.database())) {
      db.run(tx -> tx.sql("CREATE TABLE kept (v int)").update());
      write(db, 1);
    }
    var again = start();
    assertThat(again.attached()).isTrue();
    assertThat(again.pid()).isEqualTo(first.pid());
    // A session of its own: what ends a terminal's programs does not reach it.
    var pid = first.pid().getAsLong();
    var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    assertThat(stat.substring(stat.lastIndexOf(')')).split(" ")[4]).isEqualTo("" + pid);
    // Nobody else gets in.
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("socket"))))
        .isEqualTo("rwx------");
    again.stop();
    assertThat(again.pid()).isEmpty();
    assertThat(EmbeddedPostgres.stop(folder, Time.system())).isFalse();
    var third = start();
    assertThat(third.attached()).isFalse();
    try (var db = Database.open(third.database())) {
      assertThat(values(db)).containsExactly(1);
    }
  }

  @Test
  void worksBelowAFolderThatItsUserCannotEnter() throws IOException {
    Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwx------"));
    try (var db = Database.open(start().database())) {
      assertThat(db.<Integer>read(tx -> tx.sql("SELECT 1 AS n").one(row -> row.integer("n"))))
          .isEqualTo(1);
    }
    assertThat(start().attached()).isTrue();
  }

  @Test
  void worksBelowAPathThatIsTooLongForASocket() throws IOException {
    folder = parent.resolve("a".repeat(60)).resolve("b".repeat(60));
    var config = start().database();
    try (var db = Database.open(config)) {
      assertThat(db.<Integer>read(tx -> tx.sql("SELECT 1 AS n").one(row -> row.integer("n"))))
          .isEqualTo(1);
    }
    assertThat(start().attached()).isTrue();
    EmbeddedPostgres.stop(folder, Time.system());
    PostgresFolder.delete(Path.of(Files.readString(folder.resolve("socket-folder")).strip()));
  }

  @Test
  void aNumberThatAnotherProcessGotIsNoRunningServer() throws IOException {
    var first = start();
    first.stop();
    var file = folder.resolve("data").resolve("postmaster.pid");
    Files.writeString(file, ProcessHandle.current().pid() + "\n" + folder + "\n");
    var second = start();
    assertThat(second.attached()).isFalse();
    assertThat(second.pid()).isPresent();
  }

  @Test
  void saysWhyItCannotStart() throws IOException {
    start().stop();
    Files.writeString(folder.resolve("data").resolve("PG_VERSION"), "12\n");
    assertThatThrownBy(this::start)
        .isInstanceOf(CloudException.class)
        .hasMessageContaining("written by PostgreSQL 12");
  }

  @Test
  void killedInTheMiddleItComesBackAndKeepsWhatWasAnswered() throws Exception {
    var postgres = start();
    Set<Integer> answered = ConcurrentHashMap.newKeySet();
    var stop = new AtomicBoolean();
    var refused = new AtomicInteger();
    var config =
        postgres
            .database()
            .withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(10));
    try (var _ = postgres.keepRunning();
        var db = Database.open(config)) {
      db.run(tx -> tx.sql("CREATE TABLE kept (v int)").update());
      var writer =
          Thread.ofVirtual()
              .start(() -> {
                for (var value = 0; !stop.get(); value++) {
                  try {
                    write(db, value);
                    answered.add(value);
                  } catch (CloudException e) {
                    assertThat(e.kind()).isEqualTo(CloudException.Kind.UNAVAILABLE);
                    refused.incrementAndGet();
                  }
                }
              });
      for (var round = 1; round <= 2; round++) {
        var sofar = answered.size();
        await().until(() -> answered.size() > sofar + 50);
        var pid = folderPid();
        Commands.run("kill", "-9", Long.toString(pid));
        await().atMost(Duration.ofSeconds(60)).until(() -> folderPid() != pid && folderPid() > 0);
      }
      var sofar = answered.size();
      await().atMost(Duration.ofSeconds(60)).until(() -> answered.size() > sofar + 50);
      stop.set(true);
      writer.join();
      assertThat(values(db)).containsAll(answered);
    }
  }

  private long folderPid() {
    return new PostgresFolder(folder).runningPid().orElse(0);
  }
}
