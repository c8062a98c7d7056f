package cairn.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.common.CloudException;
import cairn.simulated.Faults;
import cairn.simulated.SimulatedHosts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class SimulatedHostSettingsTest {
  @TempDir private Path folder = Path.of("");

  @Command
  private static final class Line {
    @Mixin private UpOptions options = new UpOptions();
  }

  private UpOptions.Plan plan(String... arguments) {
    var line = new Line();
    new CommandLine(line)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .parseArgs(
            java.util.stream.Stream.concat(
                    java.util.stream.Stream.of("--data", folder.toString()),
                    java.util.stream.Stream.of(arguments))
                .toArray(String[]::new));
    return line.options.plan();
  }

  @Test
  void theOptionImpliesSimulatedGuests() {
    var plan = plan("--simulated-hosts", "7");
    assertThat(plan.simulatedHosts()).isEqualTo(7);
    assertThat(plan.simulated()).isTrue();
    assertThat(plan().simulatedHosts()).isZero();
    assertThat(plan().simulated()).isFalse();
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> plan("--simulated-hosts", "7", "--hypervisor", "qemu"))
        .isInstanceOf(CloudException.class)
        .hasMessageContaining("qemu");
    assertThatThrownBy(() -> plan("--simulated-hosts", "10001"))
        .isInstanceOf(CloudException.class)
        .hasMessageContaining("10000");
  }

  @Test
  void theFileSaysWhatTheyAreLike() throws Exception {
    Files.writeString(
        folder.resolve("cairn.yaml"),
        """
        simulated_hosts:
          count: 20
          name: rack7
          vcpus: 16
          latency:
            disk_millis: 2000
          faults:
            start_fails: 0.01
            silent_every_seconds: 3600
        """);
    assertThat(plan().simulatedHosts()).isEqualTo(20);
    assertThat(plan("--simulated-hosts", "3").simulatedHosts()).isEqualTo(3);
    var simulated = plan().settings().simulatedHosts().orElseThrow().plan(20);
    assertThat(simulated.prefix()).isEqualTo("rack7");
    assertThat(simulated.size()).isEqualTo(new SimulatedHosts.Size(16, 256 << 10, 4000));
    assertThat(simulated.behaviour().prepare()).isEqualTo(Duration.ofSeconds(2));
    assertThat(simulated.behaviour().start()).isZero();
    assertThat(simulated.faults().startFails()).isEqualTo(0.01);
    assertThat(simulated.faults().silentEvery()).isEqualTo(Duration.ofHours(1));
    assertThat(simulated.faults().silentFor()).isEqualTo(Faults.NONE.silentFor());
  }
}
