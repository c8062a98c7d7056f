package cairn.simulated;

import cairn.protocol.GuestSpec;
import cairn.protocol.GuestSpec.Power;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Wanted guests for tests. */
final class Specs {
  private Specs() {}

  static GuestSpec running(UUID server, long generation) {
    var image =
        new GuestSpec.Image(
            new UUID(1, 1), "raw", "", 0, Optional.empty(), Optional.empty(), Optional.empty());
    return new GuestSpec(
        server,
        generation,
        "req-1",
        Power.RUNNING,
        0,
        false,
        "web",
        new GuestSpec.Machine(1, 64),
        new GuestSpec.Disk(image, 1),
        List.of(),
        false,
        GuestSpec.Metadata.NONE);
  }
}
