package cairn.compute;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.testkit.SqlStatements;
import cairn.testkit.http.HttpStories;
import cairn.testkit.http.RouteCoverage;
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
final class ComputeModuleTest {
  @TempDir static Path folder;

  private ComputeCloud cloud;
  private FakeHost host;
  private String server;

  @BeforeAll
  void start() {
    cloud = new ComputeCloud(folder);
    host = cloud.host("h1", 16, 32768, 500);
    server =
        cloud.makeServer(
            "ann/member/s1",
            """
            {"name": "My Server", "imageRef": "%s", "flavorRef": "42", "metadata": {"a": "b"},
             "networks": [{"uuid": "%s", "tag": "front"}], "tags": ["red", "blue"],
             "description": "first", "user_data": "aGVsbG8=", "config_drive": true}\
            """
                .formatted(cloud.image.id(), cloud.networkId));
  }

  @AfterAll
  void stop() {
    host.close();
    cloud.close();
  }

  private Stream<DynamicTest> stories(String file) {
    return HttpStories.of(
        cloud.server.url(),
        getClass(),
        "/cairn/compute/http/" + file,
        Map.of(
            "image",
            cloud.image.id().toString(),
            "network",
            cloud.networkId,
            "host",
            host.info.id().toString(),
            "id",
            server));
  }

  @Test
  void everyStatementIsGood() {
    assertThat(SqlStatements.check(cloud.postgres.database(), "cairn.compute")).isGreaterThan(60);
  }

  @TestFactory
  Stream<DynamicTest> everyRouteIsGuarded() {
    return RouteCoverage.of(cloud.server);
  }

  @TestFactory
  Stream<DynamicTest> discovery() {
    return stories("discovery.yaml");
  }

  @TestFactory
  Stream<DynamicTest> flavors() {
    return stories("flavors.yaml");
  }

  @TestFactory
  Stream<DynamicTest> keypairs() {
    return stories("keypairs.yaml");
  }

  @TestFactory
  Stream<DynamicTest> quotas() {
    return stories("quotas.yaml");
  }

  @TestFactory
  Stream<DynamicTest> hosts() {
    return stories("hosts.yaml");
  }

  @TestFactory
  Stream<DynamicTest> servers() {
    return stories("servers.yaml");
  }

  @TestFactory
  Stream<DynamicTest> refusals() {
    return stories("refusals.yaml");
  }

  @TestFactory
  Stream<DynamicTest> networks() {
    return stories("networks.yaml");
  }

  @TestFactory
  Stream<DynamicTest> groups() {
    return stories("groups.yaml");
  }
}
