package cairn.agent;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.common.Entropy;
import cairn.common.Id;
import cairn.common.Secrets;
import cairn.protocol.HostInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** What this machine has for guests. */
public final class HostFacts {
  private static final long GIB = 1L << 30;

  private HostFacts() {}

  /**
   * Measures the machine.
   *
   * @param data the agent's folder, where guests' disks will lie; the host's id is kept there
   * @param name the host's name
   * @param version of Cairn
   * @param address where other hosts reach this one
   */
  public static HostInfo measure(
      Path data,
      String name,
      String version,
      String address,
      Hypervisor hypervisor,
      Entropy entropy) {
    var facts = hypervisor.facts();
    try {
      Files.createDirectories(data);
      return new HostInfo(
          id(data, entropy),
          name,
          version,
          facts.name(),
          facts.version(),
          facts.architecture(),
          facts.accelerated(),
          address,
          Runtime.getRuntime().availableProcessors(),
          memoryMib(Path.of("/proc/meminfo")),
          Math.toIntExact(Files.getFileStore(data).getTotalSpace() / GIB),
          facts.traits());
    } catch (IOException e) {
      throw new CloudException(
          Kind.INTERNAL, "The host's own facts cannot be read.", e.toString(), e);
    }
  }

  private static UUID id(Path data, Entropy entropy) throws IOException {
    var file = data.resolve("host-id");
    var text = Secrets.readOrCreate(file, () -> entropy.uuid().toString());
    return Id.parse(text).orElseThrow(() -> new IOException(file + " does not hold a UUID"));
  }

  static int memoryMib(Path meminfo) throws IOException {
    for (var line : Files.readAllLines(meminfo)) {
      if (line.startsWith("MemTotal:")) {
        return Integer.parseInt(line.replaceAll("\\D", "")) / 1024;
      }
    }
    throw new IOException("no MemTotal in " + meminfo);
  }

  /** The processor's architecture as {@code uname -m} has it. */
  public static String architecture() {
    var name = System.getProperty("os.arch");
    return "amd64".equals(name) ? "x86_64" : name;
  }

  /**
   * Whether KVM may be used. Only the modules for Intel's and AMD's own virtualisation count: a
   * {@code /dev/kvm} of anything else does not run every guest.
   */
  public static boolean kvm() {
    var vendor =
        Files.exists(Path.of("/sys/module/kvm_intel"))
            || Files.exists(Path.of("/sys/module/kvm_amd"));
    var device = Path.of("/dev/kvm");
    return vendor && Files.isReadable(device) && Files.isWritable(device);
  }
}
