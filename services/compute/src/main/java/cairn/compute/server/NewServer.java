package cairn.compute.server;

import cairn.compute.wiring.NicWish;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a user asks for when making servers.
 *
 * @param image the image to start from; empty when the request names none
 * @param flavor its id
 * @param zone an availability zone, for operators also {@code zone:host:node}
 * @param host the one host to be taken, whose fitness is still checked
 * @param countMin how many servers at least
 * @param countMax how many servers at most
 */
record NewServer(
    String name,
    Optional<String> hostname,
    Optional<String> description,
    Optional<UUID> image,
    String flavor,
    Networks networks,
    List<String> securityGroups,
    Optional<String> keyName,
    Optional<String> userData,
    Map<String, String> metadata,
    List<String> tags,
    boolean configDrive,
    String diskConfig,
    Optional<String> accessIpv4,
    Optional<String> accessIpv6,
    Optional<String> zone,
    Optional<String> host,
    Map<String, Object> hints,
    int countMin,
    int countMax) {

  /** Which networks are asked for. */
  sealed interface Networks {
    /** Whatever the project has. */
    record Any() implements Networks {}

    /** The project's one network, which has to be there. */
    record Auto() implements Networks {}

    /** None. */
    record None() implements Networks {}

    /** These. */
    record Listed(List<NicWish> nics) implements Networks {}
  }
}
