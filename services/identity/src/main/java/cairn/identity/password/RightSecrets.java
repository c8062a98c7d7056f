package cairn.identity.password;

import cairn.common.Entropy;
import cairn.common.Time;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Which secrets were right a short while ago, so that a client that logs in again and again has its
 * secret hashed once in that time. Of a secret it keeps an HMAC under a key that is made at the
 * start and never leaves the memory, and that only beside the very hash that it matched: when the
 * password is changed nothing of it counts any more. A wrong secret is never known, so guessing
 * costs what it did. Bounded; safe for many threads.
 */
public final class RightSecrets {
  private static final int SECRETS_MAX = 10_000;
  private static final int KEY_BYTES = 32;
  private static final String ALGORITHM = "HmacSHA256";

  private record Right(byte[] mac, long until) {}

  private final Time time;
  private final long nanos;
  private final SecretKeySpec key;
  private final Map<String, Right> byHash = new ConcurrentHashMap<>();

  /**
   * Empty at first.
   *
   * @param kept for how long a secret is known after it was hashed; zero: not at all
   */
  public RightSecrets(Time time, Entropy entropy, Duration kept) {
    this.time = time;
    this.nanos = kept.toNanos();
    this.key = new SecretKeySpec(entropy.bytes(KEY_BYTES), ALGORITHM);
  }

  /** Whether that secret was found to match that hash of late. */
  boolean knows(String secret, String hash) {
    var right = byHash.get(hash);
    return right != null
        && right.until() - time.nanos() > 0
        && MessageDigest.isEqual(right.mac(), mac(secret, hash));
  }

  /** Keeps that it does. */
  void keep(String secret, String hash) {
    if (nanos <= 0) {
      return;
    }
    if (byHash.size() >= SECRETS_MAX) {
      var now = time.nanos();
      byHash.values().removeIf(right -> right.until() - now <= 0);
      if (byHash.size() >= SECRETS_MAX) {
        byHash.clear();
      }
    }
    byHash.put(hash, new Right(mac(secret, hash), time.nanos() + nanos));
  }

  private byte[] mac(String secret, String hash) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(hash.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return mac.doFinal(secret.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(ALGORITHM + " is part of every JDK", e);
    }
  }
}
