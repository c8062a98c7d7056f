package cairn.identity.token;

import cairn.common.Entropy;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/**
 * The id by which a token is named in logs and revoked: 16 bytes in URL-safe base64, as in
 * Keystone. Ours begin with the time of issue in microseconds. Fernet keeps whole seconds only,
 * which is too coarse to tell a token from before a change of password from one right after it.
 * Pure.
 */
final class AuditId {
  private AuditId() {}

  static String create(Instant issuedAt, Entropy entropy) {
    var micros = ChronoUnit.MICROS.between(Instant.EPOCH, issuedAt);
    var bytes = ByteBuffer.allocate(16).putLong(micros).put(entropy.bytes(8)).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * When exactly the token was issued; for ids of others, which are random, the second is all that
   * is known.
   */
  static Instant issuedAt(String auditId, Instant second) {
    var bytes = Base64.getUrlDecoder().decode(auditId);
    if (bytes.length != 16) {
      return second;
    }
    var micros = ByteBuffer.wrap(bytes).getLong();
    var exact = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    return exact.truncatedTo(ChronoUnit.SECONDS).equals(second) ? exact : second;
  }
}
