package cairn.compute.keypair;

import cairn.compute.wire.ComputeErrors;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.Set;

/** SSH public keys: the one-line form of RFC 4253 section 6.6 that OpenSSH writes. */
final class SshKeys {
  private static final Set<String> TYPES =
      Set.of(
          "ssh-rsa",
          "ssh-dss",
          "ssh-ed25519",
          "ecdsa-sha2-nistp256",
          "ecdsa-sha2-nistp384",
          "ecdsa-sha2-nistp521",
          "sk-ssh-ed25519@openssh.com",
          "sk-ecdsa-sha2-nistp256@openssh.com");

  private SshKeys() {}

  /**
   * The fingerprint of a key that a client brings.
   *
   * @throws cairn.common.CloudException BAD_REQUEST when it is none
   */
  static String fingerprint(String line) {
    var words = line.strip().split("\\s+", 3);
    if (words.length < 2 || !TYPES.contains(words[0]) || line.strip().contains("\n")) {
      throw invalid();
    }
    try {
      var blob = Base64.getDecoder().decode(words[1]);
      if (!words[0].equals(type(blob))) {
        throw invalid();
      }
      return Fingerprints.hex("MD5", blob);
    } catch (IllegalArgumentException _) {
      throw invalid();
    }
  }

  /** The first field names the key's type once more; at least one more has to follow. */
  private static String type(byte[] blob) {
    var buffer = ByteBuffer.wrap(blob);
    if (buffer.remaining() < 4) {
      return "";
    }
    var length = buffer.getInt();
    if (length < 0 || length > buffer.remaining() - 4) {
      return "";
    }
    return new String(blob, 4, length, StandardCharsets.US_ASCII);
  }

  private static RuntimeException invalid() {
    return ComputeErrors.badRequest("Keypair data is invalid: failed to generate fingerprint");
  }

  /** A new key's public half on one line. */
  static String line(KeyPair pair) {
    var key = (RSAPublicKey) pair.getPublic();
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      field(out, "ssh-rsa".getBytes(StandardCharsets.US_ASCII));
      field(out, key.getPublicExponent().toByteArray());
      field(out, key.getModulus().toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "ssh-rsa %s Generated-by-Cairn"
        .formatted(Base64.getEncoder().encodeToString(bytes.toByteArray()));
  }

  private static void field(DataOutputStream out, byte[] content) throws IOException {
    out.writeInt(content.length);
    out.write(content);
  }

  /**
   * A new key's private half in the traditional form that every SSH client reads: PKCS #1 (RFC
   * 8017), which is the last field of the PKCS #8 that Java gives (RFC 5208).
   */
  static String privateKey(KeyPair pair) {
    var outer = ByteBuffer.wrap(pair.getPrivate().getEncoded());
    enter(outer);
    skip(outer);
    skip(outer);
    var length = enter(outer);
    var inner = new byte[length];
    outer.get(inner);
    return Pem.of("RSA PRIVATE KEY", inner);
  }

  /** Reads a DER tag and length; the content is next. */
  private static int enter(ByteBuffer der) {
    der.get();
    var first = der.get() & 0xff;
    if (first < 0x80) {
      return first;
    }
    var length = 0;
    for (var i = 0; i < (first & 0x7f); i++) {
      length = (length << 8) | (der.get() & 0xff);
    }
    return length;
  }

  private static void skip(ByteBuffer der) {
    var length = enter(der);
    der.position(der.position() + length);
  }
}
