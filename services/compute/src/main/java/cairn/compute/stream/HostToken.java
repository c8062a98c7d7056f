package cairn.compute.stream;

import cairn.common.CloudException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** The secret that hosts' agents show. Immutable. */
public record HostToken(String secret) {
  /** The header that it comes in. */
  public static final String HEADER = "X-Cairn-Host-Token";

  /**
   * Lets an agent pass; takes the same time whatever is shown.
   *
   * @throws CloudException UNAUTHENTICATED
   */
  public void check(Optional<String> shown) {
    var wanted = secret.getBytes(StandardCharsets.UTF_8);
    var given = shown.orElse("").getBytes(StandardCharsets.UTF_8);
    if (wanted.length == 0 || !MessageDigest.isEqual(wanted, given)) {
      throw new CloudException(
          CloudException.Kind.UNAUTHENTICATED, "The host's token is not valid.");
    }
  }

  /** Never shows the secret. */
  @Override
  public String toString() {
    return "HostToken";
  }
}
