package cairn.app.operator;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.common.Entropy;
import cairn.common.Time;
import cairn.http.Telemetry;
import cairn.identity.IdentityModule;
import cairn.identity.IdentitySettings;
import cairn.testkit.TestDatabase;
import cairn.testkit.http.HttpStories;
import cairn.testkit.http.RouteCoverage;
import cairn.testkit.http.StoryServer;
import cairn.work.Job;
import cairn.work.JobDrill;
import cairn.work.JobRun;
import cairn.work.Jobs;
import cairn.work.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The operator's routes: what was given up, its second chance, keys, policy, health, metrics. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OperatorTest {
  private final TestDatabase postgres = TestDatabase.create("work", IdentityModule.MIGRATIONS);
  @TempDir private static Path folder = Path.of("");
  private final Jobs jobs = new Jobs(postgres.database(), Time.system(), Entropy.system());
  private final AtomicBoolean healthy = new AtomicBoolean(true);
  private StoryServer server;
  private StoryServer sick;

  @BeforeAll
  void start() {
    jobs.add(new Refused());
    var subject = UUID.fromString("00000000-0000-4000-8000-000000000001");
    var id = postgres.database().inTransaction(tx -> jobs.start(tx, "refused", subject));
    new JobDrill(jobs, () -> {}).plain(id);
    var monitoring = MonitoringApi.routes(new Telemetry(), healthy::get);
    var identity =
        new IdentityModule(
            postgres.database(),
            Time.system(),
            Entropy.system(),
            IdentitySettings.of(folder.resolve("keys")),
            List.of());
    identity.start("secret");
    var operator = new JobsApi(jobs).routes();
    new KeysApi(identity).declare(operator);
    new PolicyApi(identity.callers(), () -> StoryServer.policy(operator)).declare(operator);
    server = new StoryServer(operator, monitoring.getFirst(), monitoring.getLast());
    sick = new StoryServer(MonitoringApi.routes(new Telemetry(), () -> false).getLast());
  }

  @AfterAll
  void stop() {
    sick.close();
    server.close();
    postgres.close();
  }

  @TestFactory
  Stream<DynamicTest> everyRouteIsGuarded() {
    return RouteCoverage.of(server);
  }

  @TestFactory
  Stream<DynamicTest> jobs() {
    return HttpStories.of(server.url(), getClass(), "/cairn/app/http/jobs.yaml");
  }

  @TestFactory
  Stream<DynamicTest> keys() {
    return HttpStories.of(server.url(), getClass(), "/cairn/app/http/keys.yaml");
  }

  @Test
  void aRotationMakesAKey() throws Exception {
    var before = credentialKeys();
    var request =
        HttpRequest.newBuilder(URI.create(server.url() + "/operator/keys/credentials/rotate"))
            .header("X-Auth-Token", "root/admin/admin")
            .POST(HttpRequest.BodyPublishers.noBody());
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request.build(), HttpResponse.BodyHandlers.discarding());
      assertThat(answer.statusCode()).isEqualTo(204);
    }
    assertThat(credentialKeys()).isEqualTo(before + 1);
  }

  private long credentialKeys() throws IOException {
    try (var files = Files.list(folder.resolve("credential-keys"))) {
      return files.filter(file -> file.getFileName().toString().matches("\\d+")).count();
    }
  }

  @TestFactory
  Stream<DynamicTest> policy() {
    return HttpStories.of(server.url(), getClass(), "/cairn/app/http/policy.yaml");
  }

  @TestFactory
  Stream<DynamicTest> monitoring() {
    return HttpStories.of(server.url(), getClass(), "/cairn/app/http/monitoring.yaml");
  }

  @TestFactory
  Stream<DynamicTest> aSickCloudSaysSo() {
    return HttpStories.of(sick.url(), getClass(), "/cairn/app/http/sick.yaml");
  }

  private enum Label {
    TRY
  }

  private static final class Refused implements Job<Label> {
    @Override
    public String name() {
      return "refused";
    }

    @Override
    public Class<Label> labels() {
      return Label.class;
    }

    @Override
    public Outcome run(Label label, JobRun run) {
      return new Outcome.Fail("the disk is broken");
    }
  }
}
