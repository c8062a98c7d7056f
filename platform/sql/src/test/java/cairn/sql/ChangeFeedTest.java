package cairn.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cairn.common.RequestId;
import cairn.common.Time;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangeFeedTest {
  private final DatabaseConfig config = ThrowAwayPostgres.create(List.of());
  private final Database db = Database.open(config);
  private final ChangeFeed feed = new ChangeFeed(config, Time.system());
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final AtomicInteger resyncs = new AtomicInteger();

  @BeforeEach
  void listen() {
    feed.subscribe("port", change -> seen.add(change.key()), resyncs::incrementAndGet);
    feed.start();
    await().until(() -> resyncs.get() == 1);
  }

  @AfterEach
  void close() {
    feed.close();
    db.close();
    ThrowAwayPostgres.drop(config);
  }

  @Test
  void tellsWhatWasCommittedAndNothingElse() {
    db.run(tx -> {
      tx.changed("port", "a");
      tx.changed("port", "a");
      tx.changed("network", "n");
    });
    try {
      db.run(tx -> {
        tx.changed("port", "never");
        throw new IllegalStateException("no");
      });
    } catch (IllegalStateException e) {
      assertThat(e).hasMessage("no");
    }
    db.run(tx -> tx.changed("port", "b"));
    await().until(() -> seen.size() == 2);
    assertThat(seen).containsExactly("a", "b");
  }

  @Test
  void carriesTheRequestId() {
    var ids = new CopyOnWriteArrayList<String>();
    try (var _ =
        feed.subscribe("port", change -> ids.add(RequestId.current()), resyncs::incrementAndGet)) {
      await().until(() -> resyncs.get() == 2);
      RequestId.run("req-1", () -> db.run(tx -> tx.changed("port", "a")));
      await().until(() -> ids.size() == 1);
      assertThat(ids).containsExactly("req-1");
    }
  }

  @Test
  void findsAChangeThatBecameVisibleAfterAHigherOne() throws Exception {
    var numbered = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    var slow =
        Thread.ofVirtual()
            .start(() ->
                db.run(tx -> {
                  tx.changed("port", "low");
                  tx.writeChanges();
                  numbered.countDown();
                  waitFor(go);
                }));
    numbered.await();
    db.run(tx -> tx.changed("port", "high"));
    await().until(() -> seen.contains("high"));
    assertThat(seen).containsExactly("high");
    go.countDown();
    slow.join();
    await().until(() -> seen.contains("low"));
    assertThat(seen).containsExactly("high", "low");
  }

  @Test
  void aReaderThatStartsBetweenFindsTheLowerOneToo() throws Exception {
    var numbered = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    var slow =
        Thread.ofVirtual()
            .start(() ->
                db.run(tx -> {
                  tx.sql("INSERT INTO change (topic, key, request_id) VALUES ('port', 'low', '')")
                      .update();
                  numbered.countDown();
                  waitFor(go);
                }));
    numbered.await();
    db.run(tx -> tx.changed("port", "high"));
    try (var second = new ChangeFeed(config, Time.system())) {
      var late = new CopyOnWriteArrayList<String>();
      var ready = new AtomicInteger();
      second.subscribe("port", change -> late.add(change.key()), ready::incrementAndGet);
      second.start();
      await().until(() -> ready.get() == 1);
      go.countDown();
      slow.join();
      await().until(() -> late.contains("low"));
      assertThat(late).containsExactly("low");
    }
  }

  @Test
  void resyncsAfterItsConnectionBroke() {
    db.run(tx ->
        tx.sql(
                """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                 WHERE datname = current_database() AND query LIKE '%change%'
                   AND pid <> pg_backend_pid()\
                """)
            .list(row -> 1));
    await().until(() -> resyncs.get() >= 2);
    db.run(tx -> tx.changed("port", "after"));
    await().until(() -> seen.contains("after"));
  }

  @Test
  void aListenerThatThrowsIsAskedToResync() {
    var calls = new AtomicInteger();
    try (var _ =
        feed.subscribe(
            "port",
            change -> {
              throw new IllegalStateException("broken");
            },
            calls::incrementAndGet)) {
      await().until(() -> calls.get() == 1);
      db.run(tx -> tx.changed("port", "a"));
      await().until(() -> calls.get() == 2);
    }
    assertThat(seen).containsExactly("a");
  }

  @Test
  void oldChangesAreTrimmedButForTheNewest() throws Exception {
    db.run(tx ->
        tx.sql(
                """
                INSERT INTO change (topic, key, request_id, at)
                SELECT 'x', n::text, '', now() - interval '2 hours'
                  FROM generate_series(1, 10) AS n\
                """)
            .update());
    try (var connection = Connections.open(config)) {
      new ChangeCursor(connection, Time.system(), java.time.Duration.ofMinutes(2))
          .trim(java.time.Duration.ofHours(1));
    }
    List<String> left =
        db.read(tx -> tx.sql("SELECT key FROM change").list(row -> row.text("key")));
    assertThat(left).containsExactly("10");
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
