package cairn.compute.quota;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a quota may limit; the defaults are those of OpenStack. */
public enum Resource {
  INSTANCES(10),
  CORES(20),
  RAM(51200),
  METADATA_ITEMS(128),
  KEY_PAIRS(100),
  SERVER_GROUPS(10),
  SERVER_GROUP_MEMBERS(10),
  INJECTED_FILES(5),
  INJECTED_FILE_CONTENT_BYTES(10240),
  INJECTED_FILE_PATH_BYTES(255),
  FIXED_IPS(-1),
  FLOATING_IPS(-1),
  SECURITY_GROUPS(-1),
  SECURITY_GROUP_RULES(-1);

  private final long preset;

  Resource(long preset) {
    this.preset = preset;
  }

  /** The limit where nobody has set another. */
  long preset() {
    return preset;
  }

  /** Its name on the wire. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its name among the limits that are registered in identity, as the reference has it. */
  String registered() {
    return switch (this) {
      case INSTANCES -> "servers";
      case CORES -> "class:VCPU";
      case RAM -> "class:MEMORY_MB";
      default -> "server_" + wire();
    };
  }

  static Optional<Resource> of(String wire) {
    return Arrays.stream(values()).filter(resource -> resource.wire().equals(wire)).findFirst();
  }

  /**
   * Those that a version of the API shows: without networks' from 2.36, without files' from 2.57.
   */
  static List<Resource> since(boolean withoutNetwork, boolean withoutFiles) {
    return Arrays.stream(values())
        .filter(resource ->
            switch (resource) {
              case FIXED_IPS, FLOATING_IPS, SECURITY_GROUPS, SECURITY_GROUP_RULES ->
                  !withoutNetwork;
              case INJECTED_FILES, INJECTED_FILE_CONTENT_BYTES, INJECTED_FILE_PATH_BYTES ->
                  !withoutFiles;
              default -> true;
            })
        .toList();
  }
}
