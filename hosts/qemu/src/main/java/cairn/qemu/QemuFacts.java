package cairn.qemu;

import cairn.agent.HostFacts;
import cairn.agent.Hypervisor;
import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** What the QEMU of this host is. */
final class QemuFacts {
  private static final Pattern VERSION = Pattern.compile("version (\\d+)\\.(\\d+)\\.(\\d+)");
  private static final Duration ANSWER_MAX = Duration.ofSeconds(20);
  private static final List<String> TRAITS =
      List.of(
          "COMPUTE_NODE",
          "COMPUTE_NET_ATTACH_INTERFACE",
          "COMPUTE_IMAGE_TYPE_QCOW2",
          "COMPUTE_IMAGE_TYPE_RAW",
          "COMPUTE_NET_VIF_MODEL_VIRTIO");

  private QemuFacts() {}

  static Hypervisor.Facts read(String binary, boolean kvm) {
    try {
      var text = Command.run(ANSWER_MAX, List.of(binary, "--version"));
      return new Hypervisor.Facts("QEMU", version(text), HostFacts.architecture(), kvm, TRAITS);
    } catch (IOException e) {
      throw new CloudException(
          Kind.UNAVAILABLE, "QEMU is not installed: " + binary + " does not run.", e.toString(), e);
    }
  }

  static int version(String text) {
    var match = VERSION.matcher(text);
    if (!match.find()) {
      return 0;
    }
    return Integer.parseInt(match.group(1)) * 1_000_000
        + Integer.parseInt(match.group(2)) * 1_000
        + Integer.parseInt(match.group(3));
  }
}
