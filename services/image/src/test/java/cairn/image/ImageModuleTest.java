package cairn.image;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.common.Entropy;
import cairn.common.Json;
import cairn.common.Time;
import cairn.sql.ChangeFeed;
import cairn.testkit.TestDatabase;
import cairn.testkit.http.HttpStories;
import cairn.testkit.http.RouteCoverage;
import cairn.testkit.http.StoryServer;
import cairn.work.JobEngine;
import cairn.work.Jobs;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ImageModuleTest {
  @TempDir static Path folder;

  private final TestDatabase postgres = TestDatabase.create("work", "image");
  private final ChangeFeed feed = new ChangeFeed(postgres.config(), Time.system());
  private final Jobs jobs = new Jobs(postgres.database(), Time.system(), Entropy.system());
  private final JobEngine engine = new JobEngine(jobs, feed);
  private StoryServer server;

  @BeforeAll
  void start() {
    var module =
        new ImageModule(
            postgres.database(),
            Time.system(),
            Entropy.system(),
            new ImageSettings(folder, 1 << 20),
            jobs);
    module.registeredLimits(project ->
        project.equals("small")
            ? Map.of(
                "image_size_total", 2,
                "image_stage_total", 1,
                "image_count_total", 3,
                "image_count_uploading", 1)
            : Map.of());
    module.start();
    feed.start();
    engine.start();
    server = new StoryServer(module.routes());
  }

  @AfterAll
  void stop() {
    server.close();
    engine.close();
    feed.close();
    postgres.close();
  }

  private Stream<DynamicTest> stories(String file) {
    return HttpStories.of(server.url(), getClass(), "/cairn/image/http/" + file);
  }

  @TestFactory
  Stream<DynamicTest> everyRouteIsGuarded() {
    return RouteCoverage.of(server);
  }

  @TestFactory
  Stream<DynamicTest> discovery() {
    return stories("discovery.yaml");
  }

  @TestFactory
  Stream<DynamicTest> images() {
    return stories("images.yaml");
  }

  @TestFactory
  Stream<DynamicTest> lists() {
    return stories("lists.yaml");
  }

  @TestFactory
  Stream<DynamicTest> patches() {
    return stories("patches.yaml");
  }

  @TestFactory
  Stream<DynamicTest> data() {
    return stories("data.yaml");
  }

  @TestFactory
  Stream<DynamicTest> members() {
    return stories("members.yaml");
  }

  @TestFactory
  Stream<DynamicTest> quotas() {
    return stories("quotas.yaml");
  }

  /** A client that goes away in the middle of an upload. */
  @Test
  void anUploadCutShortLeavesTheImageQueued() throws IOException, InterruptedException {
    var made = ask("POST", "", "{\"disk_format\":\"raw\",\"container_format\":\"bare\"}");
    var id = Json.parse(made).get("id").asString();
    var address = URI.create(server.url());
    try (var socket = new Socket(address.getHost(), address.getPort())) {
      var head =
          """
          PUT /image/v2/images/%s/file HTTP/1.1\r
          Host: localhost\r
          X-Auth-Token: ann/member/p1\r
          Content-Type: application/octet-stream\r
          Content-Length: 1000\r
          \r
          some bytes\
          """
              .formatted(id);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      // The connection ends once the server is done with it.
      socket.getInputStream().readAllBytes();
    }
    assertThat(Json.parse(ask("GET", "/" + id, "")).get("status").asString()).isEqualTo("queued");
    try (var files = Files.walk(folder)) {
      assertThat(files.map(Path::toString)).noneMatch(file -> file.contains(id));
    }
  }

  private String ask(String method, String path, String body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(server.url() + "/image/v2/images" + path))
            .header("X-Auth-Token", "ann/member/p1")
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
