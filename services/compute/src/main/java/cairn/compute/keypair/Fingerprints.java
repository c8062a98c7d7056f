package cairn.compute.keypair;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

final class Fingerprints {
  private Fingerprints() {}

  /** The digest's bytes in hexadecimal with colons between. */
  static String hex(String algorithm, byte[] content) {
    try {
      return HexFormat.ofDelimiter(":")
          .formatHex(MessageDigest.getInstance(algorithm).digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
