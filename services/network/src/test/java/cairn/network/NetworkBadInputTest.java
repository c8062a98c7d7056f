package cairn.network;

import cairn.testkit.http.BadInput;
import cairn.testkit.http.StoryServer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every route against what nobody should send. */
class NetworkBadInputTest {
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
  Stream<DynamicTest> nothingBreaks() {
    return BadInput.of(server, "fuzzer/admin/p1");
  }
}
