package cairn.guests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The last test: the cloud goes and comes back with its guests, then goes without a trace. */
@Tag("guests")
@ExtendWith(RealCloud.Extension.class)
class ZDownTest {
  @Test
  void downAndUpThenDownWithGuests(RealCloud cloud) throws IOException {
    var namespace = cloud.namespace();
    cloud.cairn("down").good();
    assertThat(Path.of("/run/netns", namespace)).exists();
    assertThat(processes(cloud)).isNotEmpty();
    cloud.up();
    cloud.awaitStatus("hello", "ACTIVE");

    cloud.cairn("down", "--guests").good();
    assertThat(processes(cloud)).isEmpty();
    assertThat(
            Shell.run(Duration.ofSeconds(10), true, Map.of(), List.of("ip", "netns", "list"))
                .good())
        .doesNotContain(namespace);
    assertThat(Files.readString(Path.of("/proc/mounts"))).doesNotContain(cloud.data().toString());
    assertThat(
            Shell.run(Duration.ofSeconds(10), true, Map.of(), List.of("ip", "-br", "link")).good())
        .doesNotContain("tap")
        .doesNotContain("br-");
  }

  /** Processes whose command line names the data folder, this test's own excepted. */
  private static List<String> processes(RealCloud cloud) throws IOException {
    try (var all = Files.list(Path.of("/proc"))) {
      return all.filter(path -> path.getFileName().toString().matches("\\d+"))
          .filter(path ->
              !path.getFileName().toString().equals(Long.toString(ProcessHandle.current().pid())))
          .map(path -> {
            try {
              return Files.readString(path.resolve("cmdline")).replace('\0', ' ');
            } catch (IOException e) {
              return "";
            }
          })
          .filter(line -> line.contains(cloud.data().toString()))
          .toList();
    }
  }
}
