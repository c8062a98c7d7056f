package cairn.compute;

import cairn.testkit.http.BadInput;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every route against what nobody should send. */
class ComputeBadInputTest {
  @TempDir static Path folder;
  private static ComputeCloud cloud;
  private static FakeHost host;

  @BeforeAll
  static void start() {
    cloud = new ComputeCloud(folder);
    host = cloud.host("h1", 16, 32768, 500);
  }

  @AfterAll
  static void stop() {
    host.close();
    cloud.close();
  }

  @TestFactory
  Stream<DynamicTest> nothingBreaks() {
    return BadInput.of(cloud.server, "fuzzer/admin/p1");
  }
}
