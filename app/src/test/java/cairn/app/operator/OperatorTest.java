package cairn.app.operator;

import cairn.common.Entropy;
import cairn.common.Time;
import cairn.http.Telemetry;
import cairn.testkit.TestDatabase;
import cairn.testkit.http.HttpStories;
import cairn.testkit.http.RouteCoverage;
import cairn.testkit.http.StoryServer;
import cairn.work.Job;
import cairn.work.JobDrill;
import cairn.work.JobRun;
import cairn.work.Jobs;
import cairn.work.Outcome;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** The operator's routes: what was given up, its second chance, health and metrics. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OperatorTest {
  private final TestDatabase postgres = TestDatabase.create("work");
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
    server =
        new StoryServer(new JobsApi(jobs).routes(), monitoring.getFirst(), monitoring.getLast());
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
