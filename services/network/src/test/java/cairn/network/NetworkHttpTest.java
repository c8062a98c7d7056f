package cairn.network;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.testkit.SqlStatements;
import cairn.testkit.http.HttpStories;
import cairn.testkit.http.RouteCoverage;
import cairn.testkit.http.StoryServer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class NetworkHttpTest {
  private static NetworkFixture fixture;
  private static StoryServer server;

  @BeforeAll
  static void start() {
    fixture = new NetworkFixture();
    fixture.module().ensureExternalNetwork(ExternalNetwork.usual("admin"));
    server = new StoryServer(fixture.module().routes());
  }

  @AfterAll
  static void stop() {
    server.close();
    fixture.close();
  }

  @TestFactory
  Stream<DynamicTest> stories() {
    return Stream.of(
            "discovery",
            "networks",
            "subnets",
            "ports",
            "securitygroups",
            "routers",
            "floatingips",
            "quotas",
            "lists",
            "tags",
            "subnetpools")
        .flatMap(name ->
            HttpStories.of(
                server.url(), NetworkHttpTest.class, "/cairn/network/http/" + name + ".yaml"));
  }

  @TestFactory
  Stream<DynamicTest> everyRouteAsks() {
    return RouteCoverage.of(server);
  }

  @Test
  void everyStatementFitsTheSchema() {
    assertThat(SqlStatements.check(fixture.database(), "cairn.network")).isGreaterThan(60);
  }
}
