package cairn.compute.keypair;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The textual form of keys and certificates (RFC 7468). */
final class Pem {
  private Pem() {}

  static String of(String label, byte[] content) {
    var encoder = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(label, encoder.encodeToString(content));
  }
}
