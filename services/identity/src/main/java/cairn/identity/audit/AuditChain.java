package cairn.identity.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What ties a row to those before it: HMAC-SHA256, with a key that is not in the database, over the
 * mac of the row before, the row's number and its event. Used by one thread.
 */
final class AuditChain {
  private final Mac mac;

  AuditChain(byte[] key) {
    try {
      mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HMAC", e);
    }
  }

  byte[] next(byte[] before, long seq, String event) {
    mac.update(before);
    mac.update(ByteBuffer.allocate(Long.BYTES).putLong(seq).flip());
    return mac.doFinal(event.getBytes(StandardCharsets.UTF_8));
  }
}
