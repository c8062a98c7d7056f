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
import java.util.List;
import java.util.Optional;
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
        method.equals("POST") ? Optional.of("made") : Optional.empty());
  }

  private List<AuditRecord> kept(int count) {
    var all =
        new AuditQuery(
            0, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 1000);
    await().until(() -> trail.page(all).size() >= count);
    return trail.page(all);
  }

  private void change(String sql) {
    database.database().run(tx -> tx.sql(sql).update());
  }

  private void recordTen() {
    IntStream.range(0, 10)
        .forEach(i -> trail.record(event(ANN, "POST", "/identity/v3/users", 201)));
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
    trail.record(event(ANN, "POST", "/identity/v3/users", 201));
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
        threads.execute(() -> to.record(event(ANN, "POST", "/identity/v3/users", 201)));
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
    trail.record(event(ANN, "POST", "/identity/v3/users", 201));
    assertThat(kept(1)).extracting(AuditRecord::seq).containsExactly(11L);
    assertThat(trail.verify().events()).isEqualTo(1);
    assertThat(trail.verify().head().seq()).isEqualTo(11);

    change("UPDATE audit_start SET seq = 11, mac = (SELECT mac FROM audit_event WHERE seq = 11)");
    change("DELETE FROM audit_event");
    assertThat(trail.verify().brokenAt()).contains(11L);
  }

  @Test
  void whatWaitsIsWrittenAtTheEnd() {
    IntStream.range(0, 100)
        .forEach(i -> trail.record(event(ANN, "POST", "/identity/v3/users", 201)));
    trail.close();
    assertThat(kept(100)).hasSize(100);
  }

  @TestFactory
  Stream<DynamicTest> overHttp() {
    trail.record(event(ANN, "POST", "/identity/v3/users", 201));
    kept(1);
    var server = new StoryServer(trail.routes());
    return HttpStories.of(server.url(), AuditTrailTest.class, "/cairn/identity/http/audit.yaml")
        .onClose(server::close);
  }
}
