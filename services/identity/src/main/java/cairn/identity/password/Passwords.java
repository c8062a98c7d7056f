package cairn.identity.password;

import cairn.common.CloudException;
import cairn.common.Entropy;
import cairn.common.Time;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Hashes and checks secrets. Each takes memory and tens of milliseconds of a processor, so only so
 * many run at once; the others wait a little and are then sent away. Safe for many threads.
 */
public final class Passwords {
  private static final int LENGTH_MAX = 4096;
  private static final int WAIT_SECONDS = 10;

  /** More in the queue than can be hashed within about two seconds are sent away at once. */
  private static final int WAITING_MAX = 64;

  private final Entropy entropy;
  private final Semaphore running =
      new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() - 1), true);
  private final String nobody;
  private final RightSecrets lately;

  /** One that hashes each time. */
  public Passwords(Entropy entropy) {
    this(entropy, new RightSecrets(Time.system(), entropy, Duration.ZERO));
  }

  /**
   * @param lately the secrets that need not be hashed again at a login
   */
  public Passwords(Entropy entropy, RightSecrets lately) {
    this.entropy = entropy;
    this.lately = lately;
    this.nobody = PasswordHash.create(entropy.bytes(16), entropy.bytes(16));
  }

  /** A new hash of the secret. */
  public String hash(String secret) {
    return bounded(() -> PasswordHash.create(bytes(secret), entropy.bytes(16)));
  }

  /**
   * Whether the secret is the right one. Without a hash (an unknown user, one without a password)
   * it takes as long, so that nobody learns from the time who exists.
   */
  public boolean matches(String secret, Optional<String> hash) {
    if (secret.length() > LENGTH_MAX) {
      return false;
    }
    var known = hash.filter(PasswordHash::known);
    return bounded(() -> PasswordHash.matches(bytes(secret), known.orElse(nobody)))
        && known.isPresent();
  }

  /** The same at a login: a secret that was right a short while ago is not hashed again. */
  public boolean matchesAtLogin(String secret, Optional<String> hash) {
    if (hash.filter(known -> lately.knows(secret, known)).isPresent()) {
      return true;
    }
    var right = matches(secret, hash);
    if (right) {
      hash.ifPresent(known -> lately.keep(secret, known));
    }
    return right;
  }

  /** Whether a hash is of a form that can be checked. */
  public static boolean knows(String hash) {
    return PasswordHash.known(hash);
  }

  private <T> T bounded(Supplier<T> work) {
    if (running.getQueueLength() >= WAITING_MAX) {
      throw busy();
    }
    try {
      if (!running.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw busy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    }
    try {
      return work.get();
    } finally {
      running.release();
    }
  }

  private static CloudException busy() {
    return new CloudException(
        CloudException.Kind.UNAVAILABLE, "Too many passwords are being checked. Try again.");
  }

  private static byte[] bytes(String secret) {
    return secret.getBytes(StandardCharsets.UTF_8);
  }
}
