package cairn.agent;

import cairn.protocol.GuestSpec;
import cairn.protocol.GuestSpec.Power;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Guest specs for tests. */
final class Specs {
  static final UUID NETWORK = new UUID(9, 9);

  private Specs() {}

  static GuestSpec running(UUID server, long generation, UUID... ports) {
    return spec(server, generation, Power.RUNNING, 0, false, ports);
  }

  static GuestSpec spec(
      UUID server, long generation, Power power, long boot, boolean hard, UUID... ports) {
    var image =
        new GuestSpec.Image(
            new UUID(1, 1), "raw", "", 0, Optional.empty(), Optional.empty(), Optional.empty());
    return new GuestSpec(
        server,
        generation,
        "req-00000000-0000-4000-8000-000000000001",
        power,
        boot,
        hard,
        "web",
        new GuestSpec.Machine(1, 64),
        new GuestSpec.Disk(image, 1),
        List.of(ports).stream().map(Specs::nic).toList(),
        false,
        GuestSpec.Metadata.NONE);
  }

  /** One with a document for its guest. */
  static GuestSpec documented(UUID server, String path, String text) {
    var plain = running(server, 1, new UUID(5, 6));
    return new GuestSpec(
        server,
        1,
        plain.requestId(),
        plain.power(),
        0,
        false,
        "web",
        plain.machine(),
        plain.disk(),
        plain.nics(),
        true,
        new GuestSpec.Metadata(Map.of(path, text.getBytes(StandardCharsets.UTF_8))));
  }

  private static GuestSpec.Nic nic(UUID port) {
    var metadata =
        new GuestSpec.MetadataPort(
            new UUID(8, 8), "fa:16:3e:00:00:01", List.of("10.0.0.2/24", "169.254.169.254/32"));
    return new GuestSpec.Nic(
        port, NETWORK, "fa:16:3e:00:00:02", 1442, List.of("10.0.0.5"), Optional.of(metadata));
  }
}
