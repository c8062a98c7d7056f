package cairn.identity.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keyed hashes (RFC 2104) and their comparison. Pure. */
public final class Hmac {
  private Hmac() {}

  /**
   * The hash.
   *
   * @param algorithm the JDK's name, {@code HmacSHA256}
   */
  public static byte[] of(String algorithm, byte[] key, byte[] message) {
    try {
      var mac = Mac.getInstance(algorithm);
      // An empty key is one of zeros, which the JDK does not take.
      mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, algorithm));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no " + algorithm, e);
    }
  }

  /** The same of a text. */
  public static byte[] of(String algorithm, byte[] key, String message) {
    return of(algorithm, key, message.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether both texts are the same, in a time that says nothing about where they differ. */
  public static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
