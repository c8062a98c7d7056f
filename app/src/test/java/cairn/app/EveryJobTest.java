package cairn.app;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.common.Background;
import cairn.common.Entropy;
import cairn.common.Json;
import cairn.common.Time;
import cairn.compute.ComputeSettings;
import cairn.http.InProcess;
import cairn.identity.IdentitySettings;
import cairn.image.ImageSettings;
import cairn.network.ExternalNetwork;
import cairn.network.topology.SimulatedNetworkDriver;
import cairn.sql.ChangeFeed;
import cairn.testkit.JobTester;
import cairn.testkit.TestDatabase;
import cairn.work.JobInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every job that the program has, made from its own table: each step runs twice, fails once after
 * it did its work, and is the last before the job is given up; then nothing is left behind. A job
 * without a row here fails the test.
 */
class EveryJobTest {
  private static final byte[] DATA = "some bytes".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  private final TestDatabase postgres =
      TestDatabase.create(Services.MIGRATIONS.toArray(String[]::new));
  private final ChangeFeed feed = new ChangeFeed(postgres.config(), Time.system());
  private Services services;
  private InProcess door;
  private String token;

  @BeforeEach
  void start() {
    services =
        new Services(
            new Services.Ground(
                postgres.database(),
                feed,
                new SimulatedNetworkDriver(),
                Time.system(),
                Entropy.system(),
                new Idle()),
            new ServiceSettings(
                IdentitySettings.of(folder.resolve("keys")),
                "secret",
                ImageSettings.in(folder),
                ComputeSettings.of("host"),
                ExternalNetwork::usual,
                Map.of(),
                _ -> {}));
    services.start();
    door = new InProcess(services.dispatcher(), services.sockets());
    token = login();
  }

  @AfterEach
  void stop() {
    services.close();
    feed.close();
    postgres.close();
  }

  @Test
  void everyStepMayRunTwiceAndMayFail() {
    new JobTester(services.jobs())
        .job("image.import", this::beginImport, this::imported, this::stillStaged)
        .check();
  }

  private UUID beginImport() {
    var created =
        ask("POST", "/image/v2/images", "{\"disk_format\":\"raw\",\"container_format\":\"bare\"}");
    var image = Json.MAPPER.readTree(created.body()).path("id").asString();
    var staged =
        door.ask(
            "PUT",
            "/image/v2/images/" + image + "/stage",
            Map.of("X-Auth-Token", token, "Content-Type", "application/octet-stream"),
            DATA);
    assertThat(staged.status()).isEqualTo(204);
    var begun =
        ask(
            "POST",
            "/image/v2/images/" + image + "/import",
            "{\"method\":{\"name\":\"glance-direct\"}}");
    assertThat(begun.status()).isEqualTo(202);
    return services.jobs().of(UUID.fromString(image)).getFirst().id();
  }

  private void imported(JobInfo job) {
    assertThat(status(job)).isEqualTo("active");
    assertThat(ask("GET", "/image/v2/images/" + job.subject() + "/file", "").body())
        .isEqualTo(DATA);
    leavesNothing(job);
  }

  private void stillStaged(JobInfo job) {
    assertThat(status(job)).isEqualTo("uploading");
    leavesNothing(job);
  }

  /** One file while there is an image, none when it is gone. */
  private void leavesNothing(JobInfo job) {
    assertThat(files(job.subject())).isEqualTo(1);
    assertThat(ask("DELETE", "/image/v2/images/" + job.subject(), "").status()).isEqualTo(204);
    assertThat(files(job.subject())).isZero();
  }

  private long files(UUID image) {
    try (var all = Files.walk(folder)) {
      return all.filter(file -> file.toString().contains(image.toString())).count();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private String status(JobInfo job) {
    var answer = ask("GET", "/image/v2/images/" + job.subject(), "");
    return Json.MAPPER.readTree(answer.body()).path("status").asString("");
  }

  private InProcess.Answer ask(String method, String path, String body) {
    return door.ask(
        method,
        path,
        Map.of("X-Auth-Token", token, "Content-Type", "application/json"),
        body.getBytes(StandardCharsets.UTF_8));
  }

  private String login() {
    var answer =
        door.ask(
            "POST",
            "/identity/v3/auth/tokens",
            Map.of("Content-Type", "application/json"),
            """
            {"auth": {"identity": {"methods": ["password"], "password": {"user": {
              "name": "admin", "domain": {"id": "default"}, "password": "secret"}}},
              "scope": {"project": {"name": "admin", "domain": {"id": "default"}}}}}
            """
                .getBytes(StandardCharsets.UTF_8));
    return answer.headers().stream()
        .filter(header -> header.name().equalsIgnoreCase("X-Subject-Token"))
        .map(header -> header.value())
        .findFirst()
        .orElseThrow();
  }

  /** Nothing goes on by itself: the test does the jobs. */
  private static final class Idle implements Background {
    @Override
    public Loop loop(String name, Step step) {
      return new Loop() {
        @Override
        public void start(Duration delay) {}

        @Override
        public void wake() {}

        @Override
        public void stop() {}

        @Override
        public void close() {}

        @Override
        public boolean await(Duration most) {
          return true;
        }
      };
    }

    @Override
    public void run(String name, Runnable task) {}
  }
}
