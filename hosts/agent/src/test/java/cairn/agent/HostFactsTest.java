package cairn.agent;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.common.Entropy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostFactsTest {
  @Test
  void measuresThisMachineAndKeepsItsId(@TempDir Path data) {
    var hypervisor = new FakeHypervisor();
    var first = HostFacts.measure(data, "h1", "0.1", "::1", hypervisor, Entropy.system());
    var second = HostFacts.measure(data, "h1", "0.1", "::1", hypervisor, Entropy.system());
    assertThat(second).isEqualTo(first);
    assertThat(first.memoryMib()).isPositive();
    assertThat(first.vcpus()).isPositive();
    assertThat(first.hypervisor()).isEqualTo("fake");
  }

  @Test
  void waitsLongerEachTimeUpToABound() {
    var backoff = new Backoff(Duration.ofMillis(100), Duration.ofMillis(800), Entropy.system());
    var waits = IntStream.range(0, 6).mapToObj(time -> backoff.next()).toList();
    assertThat(waits.get(0)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
    assertThat(waits.get(2)).isBetween(Duration.ofMillis(200), Duration.ofMillis(400));
    assertThat(waits.get(5)).isBetween(Duration.ofMillis(400), Duration.ofMillis(800));
    backoff.reset();
    assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofMillis(100));
  }
}
