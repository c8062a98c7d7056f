package cairn.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cairn.common.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

final class ServerLifeTest {
  private static final String MEMBER = "ann/member/p1";
  private static final String ADMIN = "root/admin/admin";

  @TempDir Path folder;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private ComputeCloud cloud;

  @BeforeEach
  void start() {
    cloud = new ComputeCloud(folder);
  }

  @AfterEach
  void stop() {
    cloud.close();
    client.close();
  }

  private HttpResponse<String> call(String token, String method, String path, String body) {
    var request =
        HttpRequest.newBuilder(URI.create(cloud.server.url() + "/compute/v2.1" + path))
            .header("X-Auth-Token", token)
            .header("OpenStack-API-Version", "compute 2.96")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (java.io.IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private JsonNode show(String id) {
    var answer = call(ADMIN, "GET", "/servers/" + id, "");
    return answer.statusCode() == 200
        ? Json.parse(answer.body()).path("server")
        : MissingNode.getInstance();
  }

  private HttpResponse<String> create(String more) {
    var body =
        """
        {"server": {"name": "s", "imageRef": "%s", "flavorRef": "1", "networks": "auto"%s}}\
        """
            .formatted(cloud.image.id(), more);
    return call(MEMBER, "POST", "/servers", body);
  }

  private static String id(HttpResponse<String> created) {
    assertThat(created.statusCode()).as(created.body()).isEqualTo(202);
    return Json.parse(created.body()).path("server").path("id").asString();
  }

  private void awaitStatus(String id, String status) {
    await()
        .until(() -> {
          var server = show(id);
          return server.path("status").asString("").equals(status)
              && server.path("OS-EXT-STS:task_state").isNull();
        });
  }

  private void awaitGone(String id) {
    await().until(() -> call(MEMBER, "GET", "/servers/" + id, "").statusCode() == 404);
  }

  private void act(String id, String body) {
    var answer = call(MEMBER, "POST", "/servers/" + id + "/action", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
  }

  @Test
  void livesFromBuildToDeletion() throws InterruptedException {
    try (var host = cloud.host("h1", 4, 8192, 100)) {
      assertThat(host.isWelcome()).isTrue();
      var id = id(create(", \"metadata\": {\"a\": \"b\"}"));
      awaitStatus(id, "ACTIVE");
      var server = show(id);
      assertThat(server.path("OS-EXT-SRV-ATTR:host").asString()).isEqualTo("h1");
      assertThat(server.path("addresses").path("private").path(0).path("addr").asString())
          .startsWith("10.0.");
      assertThat(server.path("OS-EXT-STS:power_state").asInt()).isEqualTo(1);
      assertThat(host.guests).hasSize(1);

      act(id, "{\"os-stop\": null}");
      awaitStatus(id, "SHUTOFF");
      act(id, "{\"os-start\": null}");
      awaitStatus(id, "ACTIVE");
      act(id, "{\"reboot\": {\"type\": \"SOFT\"}}");
      awaitStatus(id, "ACTIVE");
      act(id, "{\"reboot\": {\"type\": \"HARD\"}}");
      awaitStatus(id, "ACTIVE");
      assertThat(host.guest().boot()).isEqualTo(3);

      var log =
          call(
              MEMBER,
              "POST",
              "/servers/" + id + "/action",
              "{\"os-getConsoleOutput\": {\"length\": 3}}");
      assertThat(Json.parse(log.body()).path("output").asString()).isEqualTo("two\nthree\n");

      var plugged =
          call(MEMBER, "POST", "/servers/" + id + "/os-interface", "{\"interfaceAttachment\": {}}");
      assertThat(plugged.statusCode()).as(plugged.body()).isEqualTo(200);
      await().until(() -> host.guest().nics().size() == 2);
      var port = Json.parse(plugged.body()).path("interfaceAttachment").path("port_id").asString();
      assertThat(
              call(MEMBER, "DELETE", "/servers/" + id + "/os-interface/" + port, "").statusCode())
          .isEqualTo(202);
      await().until(() -> host.guest().nics().size() == 1);

      var actions =
          Json.parse(call(MEMBER, "GET", "/servers/" + id + "/os-instance-actions", "").body());
      assertThat(actions.path("instanceActions").size()).isEqualTo(7);

      assertThat(call(MEMBER, "DELETE", "/servers/" + id, "").statusCode()).isEqualTo(204);
      awaitGone(id);
      assertThat(cloud.ports()).isZero();
      var limits =
          Json.parse(call(MEMBER, "GET", "/limits", "").body()).path("limits").path("absolute");
      assertThat(limits.path("totalInstancesUsed").asInt()).isZero();
      assertThat(limits.path("totalCoresUsed").asInt()).isZero();
    }
  }

  @Test
  void saysWhyNoHostFits() throws InterruptedException {
    try (var host = cloud.host("small", 1, 256, 10)) {
      assertThat(host.isWelcome()).isTrue();
      var id = id(create(""));
      var server = show(id);
      assertThat(server.path("status").asString()).isEqualTo("ERROR");
      assertThat(server.path("fault").path("message").asString())
          .startsWith("No valid host was found. ")
          .contains("memory");
      assertThat(cloud.ports()).isZero();
      assertThat(call(MEMBER, "DELETE", "/servers/" + id, "").statusCode()).isEqualTo(204);
      awaitGone(id);
    }
  }

  @Test
  void keepsTheFaultOfAHost() throws InterruptedException {
    try (var host = cloud.host("h1", 4, 8192, 100)) {
      assertThat(host.isWelcome()).isTrue();
      host.failure = "The image is broken.";
      var id = id(create(""));
      awaitStatus(id, "ERROR");
      assertThat(show(id).path("fault").path("message").asString())
          .isEqualTo("The image is broken.");
      host.failure = "";
      act(id, "{\"reboot\": {\"type\": \"HARD\"}}");
      awaitStatus(id, "ACTIVE");
    }
  }

  @Test
  void tellsAHostAgainThatHasPutAGuestAway() throws InterruptedException {
    try (var host = cloud.host("h1", 4, 8192, 100)) {
      assertThat(host.isWelcome()).isTrue();
      host.loses = true;
      awaitStatus(id(create("")), "ACTIVE");
      assertThat(host.loses).isFalse();
    }
  }

  @Test
  void knowsThatAGuestStoppedByItself() throws InterruptedException {
    try (var host = cloud.host("h1", 4, 8192, 100)) {
      assertThat(host.isWelcome()).isTrue();
      var id = id(create(""));
      awaitStatus(id, "ACTIVE");
      host.observe(host.guest(), cairn.protocol.GuestStatus.State.STOPPED, "");
      awaitStatus(id, "SHUTOFF");
      act(id, "{\"os-start\": null}");
      awaitStatus(id, "ACTIVE");
    }
  }

  @Test
  void givesTheLastPlaceToOne() throws Exception {
    try (var host = cloud.host("h1", 4, 512, 100);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(host.isWelcome()).isTrue();
      var calls = new ArrayList<Callable<String>>();
      for (var i = 0; i < 6; i++) {
        calls.add(() -> id(create("")));
      }
      var ids = new ArrayList<String>();
      for (var result : threads.invokeAll(calls)) {
        ids.add(result.get());
      }
      await()
          .until(() ->
              ids.stream()
                      .filter(id -> show(id).path("status").asString("").equals("ACTIVE"))
                      .count()
                  == 1);
      assertThat(ids.stream().map(id -> show(id).path("status").asString("")).toList())
          .containsOnly("ACTIVE", "ERROR")
          .hasSize(6);
      assertThat(cloud.ports()).isGreaterThan(0);
    }
  }

  @Test
  void countsTheQuotaOnce() throws Exception {
    try (var host = cloud.host("h1", 40, 80000, 1000);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(host.isWelcome()).isTrue();
      var calls = new ArrayList<Callable<Integer>>();
      for (var i = 0; i < 16; i++) {
        calls.add(() -> create("").statusCode());
      }
      var statuses = new ArrayList<Integer>();
      for (var result : threads.invokeAll(calls)) {
        statuses.add(result.get());
      }
      assertThat(statuses.stream().filter(status -> status == 202).count()).isEqualTo(10);
      assertThat(statuses.stream().filter(status -> status == 403).count()).isEqualTo(6);
    }
  }

  @Test
  void removesAtOnceWhatAMissingHostHas() throws InterruptedException {
    String id;
    try (var host = cloud.host("h1", 4, 8192, 100)) {
      assertThat(host.isWelcome()).isTrue();
      id = id(create(""));
      awaitStatus(id, "ACTIVE");
    }
    var services = Json.parse(call(ADMIN, "GET", "/os-services", "").body()).path("services");
    var down =
        call(
            ADMIN,
            "PUT",
            "/os-services/" + services.path(0).path("id").asString(),
            "{\"forced_down\": true}");
    assertThat(down.statusCode()).as(down.body()).isEqualTo(200);
    assertThat(call(MEMBER, "DELETE", "/servers/" + id, "").statusCode()).isEqualTo(204);
    assertThat(call(MEMBER, "GET", "/servers/" + id, "").statusCode()).isEqualTo(404);
    assertThat(cloud.ports()).isZero();
    call(
        ADMIN,
        "PUT",
        "/os-services/" + services.path(0).path("id").asString(),
        "{\"forced_down\": false}");
    try (var back = cloud.host("h1", 4, 8192, 100)) {
      assertThat(back.isWelcome()).isTrue();
      assertThat(back.guests).isEmpty();
    }
  }

  @Test
  void tellsAGuestThatItsPortHasChanged() throws InterruptedException {
    try (var host = cloud.host("h1", 4, 8192, 100)) {
      assertThat(host.isWelcome()).isTrue();
      var id = id(create(""));
      awaitStatus(id, "ACTIVE");
      var spec = host.guest();
      var port = spec.nics().getFirst().port();
      cloud.update(
          "ports/" + port, "{\"port\": {\"fixed_ips\": [{\"ip_address\": \"10.0.9.9\"}]}}");
      await().until(() -> host.guest().nics().getFirst().fixedIps().equals(List.of("10.0.9.9")));
      assertThat(host.guest().generation()).isGreaterThan(spec.generation());
    }
  }

  @Test
  void relaysTheScreen() throws Exception {
    try (var host = cloud.host("h1", 4, 8192, 100)) {
      assertThat(host.isWelcome()).isTrue();
      var id = id(create(""));
      awaitStatus(id, "ACTIVE");
      var answer =
          call(
              MEMBER,
              "POST",
              "/servers/" + id + "/remote-consoles",
              "{\"remote_console\": {\"protocol\": \"vnc\", \"type\": \"novnc\"}}");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      var url = Json.parse(answer.body()).path("remote_console").path("url").asString();
      var path =
          java.net.URLDecoder.decode(
              url.substring(url.indexOf("path=") + 5), java.nio.charset.StandardCharsets.UTF_8);
      var socketUrl = URI.create(cloud.server.url().replace("http", "ws") + "/" + path);
      var screen = new FakeBrowser();
      var socket =
          client.newWebSocketBuilder().subprotocols("binary").buildAsync(socketUrl, screen).join();
      await().until(() -> screen.received().startsWith("RFB 003.008\n"));
      socket
          .sendBinary(
              java.nio.ByteBuffer.wrap(
                  "hello".getBytes(java.nio.charset.StandardCharsets.US_ASCII)),
              true)
          .join();
      await().until(() -> screen.received().endsWith("hello"));
      socket.abort();
      org.assertj.core.api.Assertions.assertThatThrownBy(
              () -> client.newWebSocketBuilder().buildAsync(socketUrl, new FakeBrowser()).join())
          .as("the token is used up")
          .isInstanceOf(java.util.concurrent.CompletionException.class);
    }
  }

  @Test
  void refusesAHostWithoutTheToken() {
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> new FakeHost(cloud.server.url(), "wrong", "h2", 1, 1, 1))
        .isInstanceOf(java.util.concurrent.CompletionException.class);
    assertThat(List.of(cloud.image)).hasSize(1);
  }
}
