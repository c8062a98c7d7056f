package cairn.compute.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What a user may know of a host: whether two of the project's servers are on the same. */
final class HostHash {
  private HostHash() {}

  /** Empty without a host. */
  static String of(Server server) {
    return server.place().hostName().map(host -> of(server.owner().projectId(), host)).orElse("");
  }

  private static String of(String projectId, String host) {
    try {
      var digest = MessageDigest.getInstance("SHA-224");
      return HexFormat.of()
          .formatHex(digest.digest((projectId + host).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
