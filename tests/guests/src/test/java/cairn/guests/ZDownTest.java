package cairn.guests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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
    assertThat(run("ip", "netns", "list").lines().map(line -> line.split(" ")[0]))
        // Its metadata services' namespaces too; another cloud's may be there.
        .noneMatch(name -> name.matches(Pattern.quote(namespace) + "(-[0-9a-f]{12})?"));
    assertThat(Files.readString(Path.of("/proc/mounts"))).doesNotContain(cloud.data().toString());
    assertThat(run("ip", "-br", "link")).doesNotContain("tap").doesNotContain("br-");
  }

  private static String run(String... command) {
    return Shell.run(Duration.ofSeconds(10), true, Map.of(), List.of(command)).good();
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
