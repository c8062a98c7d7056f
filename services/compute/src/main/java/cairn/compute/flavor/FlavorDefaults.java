package cairn.compute.flavor;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The flavors that a new cloud begins with, by the names and ids that people know. */
final class FlavorDefaults {
  static final List<Flavor> ALL =
      List.of(
          flavor("42", "m1.nano", 128, 1, 1),
          flavor("84", "m1.micro", 192, 1, 1),
          flavor("1", "m1.tiny", 512, 1, 1),
          flavor("2", "m1.small", 2048, 1, 20),
          flavor("3", "m1.medium", 4096, 2, 40),
          flavor("4", "m1.large", 8192, 4, 80),
          flavor("5", "m1.xlarge", 16384, 8, 160));

  private FlavorDefaults() {}

  private static Flavor flavor(String id, String name, int memoryMib, int vcpus, int diskGib) {
    return new Flavor(
        id, name, memoryMib, vcpus, diskGib, 0, 0, 1.0, true, Optional.empty(), Map.of());
  }
}
