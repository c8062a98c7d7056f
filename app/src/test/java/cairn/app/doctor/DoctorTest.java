package cairn.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DoctorTest {
  @Test
  void aMachineWithoutKvmRunsByTranslation() {
    var host = new FakeHost();
    host.files.add("/dev/kvm");
    assertThat(finding(host, "virtualisation").text()).contains("TCG");
    host.files.add("/sys/module/kvm_intel");
    assertThat(finding(host, "virtualisation").level()).isEqualTo(Finding.Level.GOOD);
  }

  @Test
  void versionsWithKnownFaultsAreNamed() {
    var host = new FakeHost();
    host.programs.put("qemu-system-x86_64 --version", "QEMU emulator version 7.2.15 (Debian)");
    host.programs.put("ovs-vswitchd --version", "ovs-vswitchd (Open vSwitch) 3.1.0");
    assertThat(finding(host, "QEMU").level()).isEqualTo(Finding.Level.NOTE);
    assertThat(finding(host, "Open vSwitch").advice()).contains("3.5");
    host.programs.put("qemu-system-x86_64 --version", "QEMU emulator version 10.0.2");
    host.programs.put("ovs-vswitchd --version", "ovs-vswitchd (Open vSwitch) 3.5.0");
    assertThat(finding(host, "QEMU").level()).isEqualTo(Finding.Level.GOOD);
    assertThat(finding(host, "Open vSwitch").level()).isEqualTo(Finding.Level.GOOD);
  }

  @Test
  void aTakenPortIsBadUnlessItIsOurs() {
    var host = new FakeHost();
    host.ports.add(8080);
    assertThat(finding(host, "port").level()).isEqualTo(Finding.Level.BAD);
    assertThat(new Doctor(host).examine(Path.of("/"), 8080, true))
        .filteredOn(found -> found.topic().equals("port"))
        .allMatch(found -> found.level() == Finding.Level.GOOD);
  }

  @Test
  void everyDrawbackComesWithAdvice() {
    for (var found : new Doctor(new FakeHost()).examine(Path.of("/"), 8080, false)) {
      assertThat(found.advice().isEmpty())
          .as(found.toString())
          .isEqualTo(found.level() == Finding.Level.GOOD);
    }
  }

  private static Finding finding(Host host, String topic) {
    return new Doctor(host)
        .examine(Path.of("/"), 8080, false).stream()
            .filter(found -> found.topic().equals(topic))
            .findFirst()
            .orElseThrow();
  }

  private static final class FakeHost implements Host {
    private final Set<String> files = new HashSet<>();
    private final Map<String, String> programs = new HashMap<>();
    private final Set<Integer> ports = new HashSet<>();

    @Override
    public boolean exists(String path) {
      return files.contains(path);
    }

    @Override
    public Optional<String> read(String path) {
      return Optional.empty();
    }

    @Override
    public Optional<String> run(List<String> command) {
      return Optional.ofNullable(programs.get(String.join(" ", command)));
    }

    @Override
    public long freeBytes(Path path) {
      return 0;
    }

    @Override
    public boolean listening(int port) {
      return ports.contains(port);
    }
  }
}
