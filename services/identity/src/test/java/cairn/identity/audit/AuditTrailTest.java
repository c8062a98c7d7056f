package cairn.identity.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cairn.common.Entropy;
import cairn.common.Json;
import cairn.common.Time;
import cairn.identity.IdentityModule;
import cairn.policy.Audit;
import cairn.policy.Caller;
import cairn.testkit.FakeTime;
import cairn.testkit.TestDatabase;
import cairn.testkit.http.FakeTokens;
import cairn.testkit.http.HttpStories;
import cairn.testkit.http.StoryServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class AuditTrailTest {
  private static final Caller ANN = FakeTokens.caller("ann", "member", "p1");

  private TestDatabase database;
  private AuditTrail trail;

  @BeforeEach
  void start() {
    database = TestDatabase.create(IdentityModule.MIGRATIONS);
    trail = trail();
  }

  @AfterEach
  void stop() {
    trail.close();
    database.close();
  }

  private AuditTrail trail() {
    return new AuditTrail(
        database.database(), Time.system(), Entropy.system(), "the key", Optional.empty());
  }

  private AuditTrail patient(Duration patience) {
    return new AuditTrail(
        database.database(),
        Time.system(),
        Entropy.system(),
        "the key",
        Optional.empty(),
        patience);
  }

  private static Audit.Event event(Caller caller, String method, String path, int outcome) {
    var route = path.replaceAll("[0-9a-f]{32}", "{user_id}");
    return new Audit.Event(
        "req-1",
        caller,
        caller.anonymous() ? "" : "a:rule",
        method,
        route,
        path,
        outcome,
        "::1",
        outcome < 400 ? "" : "because",
        method.equals("POST") ? Optional.of("made") : Optional.empty(),
        path.endsWith("/auth/tokens"));
  }

  private List<AuditRecord> kept(int count) {
    await().until(() -> stored().size() >= count);
    return stored();
  }

  private List<AuditRecord> stored() {
    return trail.page(
        new AuditQuery(
            0, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 1000));
  }

  private static Audit.Event creation() {
    return event(ANN, "POST", "/identity/v3/users", 201);
  }

  /** Nobody can add to the chain until it is closed. */
  private AutoCloseable locked() {
    var locked = new CompletableFuture<Boolean>();
    var free = new CompletableFuture<Boolean>();
    var holder =
        Thread.ofVirtual()
            .start(() ->
                database
                    .database()
                    .run(tx -> {
                      new AuditStore().lockHead(tx);
                      locked.complete(true);
                      free.join();
                    }));
    locked.join();
    return () -> {
      free.complete(true);
      holder.join();
    };
  }

  private boolean writerWaits() {
    return count("SELECT count(*) AS n FROM pg_locks WHERE NOT granted") > 0;
  }

  private long count(String sql) {
    return database.database().read(tx -> tx.sql(sql).one(row -> row.longInteger("n")));
  }

  @Test
  void aChangeReturnsWhenItIsStored() throws Exception {
    try (var patient = patient(Duration.ofDays(1))) {
      Thread change;
      try (var _ = locked()) {
        change = Thread.ofVirtual().start(() -> patient.record(creation()));
        await().until(this::writerWaits);
        assertThat(change.isAlive()).isTrue();
      }
      change.join();
      assertThat(stored()).hasSize(1);
      patient.record(creation());
      assertThat(stored()).hasSize(2);
    }
  }

  @Test
  void changesThatWaitShareOneTransaction() throws Exception {
    try (var patient = patient(Duration.ofDays(1))) {
      var changes = new ArrayList<Thread>();
      try (var _ = locked()) {
        changes.add(Thread.ofVirtual().start(() -> patient.record(creation())));
        await().until(this::writerWaits);
        for (var i = 0; i < 50; i++) {
          changes.add(Thread.ofVirtual().start(() -> patient.record(creation())));
        }
        await()
            .until(() ->
                changes.stream().allMatch(one -> one.getState() == Thread.State.TIMED_WAITING));
      }
      for (var change : changes) {
        change.join();
      }
      assertThat(stored()).hasSize(51);
      assertThat(count("SELECT count(DISTINCT xmin::text) AS n FROM audit_event")).isEqualTo(2);
    }
  }

  @Test
  void loginsAndRefusalsDoNotWait() throws Exception {
    try (var patient = patient(Duration.ofDays(1));
        var _ = locked()) {
      patient.record(event(ANN, "POST", "/identity/v3/auth/tokens", 201));
      patient.record(event(ANN, "DELETE", "/identity/v3/users", 403));
      patient.record(event(ANN, "GET", "/identity/v3/users", 403));
      assertThat(stored()).isEmpty();
    }
    assertThat(kept(3)).hasSize(3);
  }

  @Test
  void aChangeIsToldEvenWhenItCannotBeStoredForNow() throws Exception {
    try (var hasty = patient(Duration.ofMillis(1))) {
      try (var _ = locked()) {
        hasty.record(creation());
        assertThat(stored()).isEmpty();
      }
      assertThat(kept(1)).hasSize(1);
    }
  }

  private void change(String sql) {
    database.database().run(tx -> tx.sql(sql).update());
  }

  private void recordTen() {
    IntStream.range(0, 10).forEach(i -> trail.record(creation()));
    kept(10);
  }

  @Test
  void changesLoginsAndRefusalsAreKept() {
    var path = "/identity/v3/users/0123456789abcdef0123456789abcdef";
    trail.record(event(ANN, "GET", path, 200));
    trail.record(event(ANN, "GET", path, 403));
    trail.record(event(ANN, "DELETE", path, 204));
    trail.record(event(Caller.ANONYMOUS, "POST", "/identity/v3/auth/tokens", 401));
    var rows = kept(3);
    trail.record(creation());
    assertThat(Json.parse(kept(4).getLast().event()).at("/target/id").asString()).isEqualTo("made");
    assertThat(rows)
        .extracting(row -> row.action() + " " + row.outcome() + " " + row.initiatorId())
        .containsExactly("read failure ann", "delete success ann", "authenticate failure unknown");
    var deleted = Json.parse(rows.get(1).event());
    assertThat(deleted.at("/target/typeURI").asString()).isEqualTo("service/security/users");
    assertThat(deleted.at("/target/id").asString()).hasSize(32);
    assertThat(deleted.at("/initiator/project_id").asString()).isEqualTo("p1");
    assertThat(deleted.at("/reason/reasonCode").asString()).isEqualTo("204");
  }

  @Test
  void theChainOfSeveralServersIsUnbroken() throws Exception {
    try (var other = trail();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < 200; i++) {
        var to = i % 2 == 0 ? trail : other;
        threads.execute(() -> to.record(creation()));
      }
    }
    assertThat(kept(200)).extracting(AuditRecord::seq).isSorted().endsWith(200L);
    assertThat(trail.verify().brokenAt()).isEmpty();
    assertThat(trail.verify().events()).isEqualTo(200);
  }

  @Test
  void aChangedEventIsFound() {
    recordTen();
    change("UPDATE audit_event SET event = replace(event, 'ann', 'bob') WHERE seq = 4");
    assertThat(trail.verify().brokenAt()).contains(4L);
  }

  @Test
  void aChangedColumnIsFound() {
    recordTen();
    change("UPDATE audit_event SET initiator_id = 'bob' WHERE seq = 5");
    assertThat(trail.verify().brokenAt()).contains(5L);
  }

  @Test
  void aMissingEventIsFound() {
    recordTen();
    change("DELETE FROM audit_event WHERE seq = 6");
    assertThat(trail.verify().brokenAt()).contains(6L);
  }

  @Test
  void aMissingEndIsFound() {
    recordTen();
    change("DELETE FROM audit_event WHERE seq > 8");
    assertThat(trail.verify().brokenAt()).contains(9L);
    assertThat(trail.verify().reason()).contains("end");
  }

  @Test
  void anotherKeyFindsNothingInOrder() {
    recordTen();
    try (var other =
        new AuditTrail(
            database.database(),
            Time.system(),
            Entropy.system(),
            "another key",
            Optional.empty())) {
      assertThat(other.verify().brokenAt()).contains(1L);
    }
  }

  @Test
  void oldEventsGoAndTheChainHolds() {
    recordTen();
    var later = new FakeTime(Instant.now().plus(Duration.ofDays(400)));
    try (var keeper =
        new AuditTrail(
            database.database(),
            later,
            Entropy.system(),
            "the key",
            Optional.of(Duration.ofDays(365)))) {
      await().until(() -> keeper.verify().events() == 0);
    }
    assertThat(trail.verify().brokenAt()).isEmpty();
    trail.record(creation());
    assertThat(kept(1)).extracting(AuditRecord::seq).containsExactly(11L);
    assertThat(trail.verify().events()).isEqualTo(1);
    assertThat(trail.verify().head().seq()).isEqualTo(11);

    change("UPDATE audit_start SET seq = 11, mac = (SELECT mac FROM audit_event WHERE seq = 11)");
    change("DELETE FROM audit_event");
    assertThat(trail.verify().brokenAt()).contains(11L);
  }

  @Test
  void whatWaitsIsWrittenAtTheEnd() {
    IntStream.range(0, 100).forEach(i -> trail.record(creation()));
    trail.close();
    assertThat(kept(100)).hasSize(100);
  }

  @TestFactory
  Stream<DynamicTest> overHttp() {
    trail.record(creation());
    kept(1);
    var server = new StoryServer(trail.routes());
    return HttpStories.of(server.url(), AuditTrailTest.class, "/cairn/identity/http/audit.yaml")
        .onClose(server::close);
  }
}
