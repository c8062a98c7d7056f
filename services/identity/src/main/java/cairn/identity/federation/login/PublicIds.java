package cairn.identity.federation.login;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The ids here of users and groups that live elsewhere: Keystone's (keystone, {@code
 * keystone/identity/id_generators/sha256.py}), so that they survive a move. Pure.
 */
public final class PublicIds {
  private PublicIds() {}

  /**
   * The id of an entity.
   *
   * @param type {@code user} or {@code group}
   */
  public static String of(String domainId, String type, String localId) {
    try {
      var hash = MessageDigest.getInstance("SHA-256");
      for (var part : new String[] {domainId, type, localId}) {
        hash.update(part.getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(hash.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
