package cairn.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.common.Time;
import cairn.protocol.GuestSpec.Machine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against folders that look like control groups; the kernel's own are met by RealGuestTest. */
class CgroupsTest {
  private static final UUID SERVER = new UUID(3, 4);
  private static final Machine MACHINE = new Machine(2, 512);
  @TempDir Path root;

  private Path place(String name) throws Exception {
    var file = root.resolve(name);
    Files.createDirectories(file.resolveSibling("."));
    return Files.writeString(file, "");
  }

  @Test
  void limitsInOneTree() throws Exception {
    place("cgroup.controllers");
    var enabled = place("cgroup.subtree_control");
    var memory = place("cairn/" + SERVER + "/memory.max");
    var weight = place("cairn/" + SERVER + "/cpu.weight");
    assertThat(new Cgroups(root, Time.system()).ensure(SERVER, MACHINE))
        .containsExactly(root.resolve("cairn/" + SERVER));
    assertThat(enabled).hasContent("+cpu");
    assertThat(memory).hasContent(Long.toString(1024L << 20));
    assertThat(weight).hasContent("200");
  }

  @Test
  void limitsInATreeForEachKind() throws Exception {
    var memory = place("memory/cairn/" + SERVER + "/memory.limit_in_bytes");
    Files.createDirectory(root.resolve("pids"));
    assertThat(new Cgroups(root, Time.system()).ensure(SERVER, MACHINE))
        .containsExactly(
            root.resolve("memory/cairn/" + SERVER), root.resolve("pids/cairn/" + SERVER));
    assertThat(memory).hasContent(Long.toString(1024L << 20));
  }

  @Test
  void leavesNothingBehind() throws Exception {
    Files.createDirectory(root.resolve("pids"));
    var cgroups = new Cgroups(root, Time.system());
    cgroups.ensure(SERVER, MACHINE);
    cgroups.remove(SERVER);
    assertThat(root.resolve("pids")).isEmptyDirectory();
    cgroups.ensure(SERVER, MACHINE);
    cgroups.sweep();
    assertThat(root.resolve("pids")).isEmptyDirectory();
  }

  @Test
  void waitsForThreadsThatAreStillEnding() throws Exception {
    Files.createDirectory(root.resolve("pids"));
    var time = new EndingMeanwhile();
    var cgroups = new Cgroups(root, time);
    cgroups.ensure(SERVER, MACHINE);
    time.thread = place("pids/cairn/" + SERVER + "/thread");
    cgroups.remove(SERVER);
    assertThat(root.resolve("pids")).isEmptyDirectory();
  }

  /** A folder with a file cannot be removed, as a group with a thread cannot. */
  private static final class EndingMeanwhile implements Time {
    private Path thread = Path.of("");

    @Override
    public Instant now() {
      return Instant.EPOCH;
    }

    @Override
    public long nanos() {
      return 0;
    }

    @Override
    public void sleep(Duration duration) {
      try {
        Files.deleteIfExists(thread);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  void doesWithoutWhereThereAreNone() {
    assertThat(new Cgroups(root, Time.system()).ensure(SERVER, MACHINE)).isEmpty();
    new Cgroups(root, Time.system()).remove(SERVER);
  }
}
