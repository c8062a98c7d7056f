package cairn.common;

import java.util.UUID;

/** Where new identifiers and secrets come from. Implementations are safe for many threads. */
public interface Entropy {
  /** A new random (version 4) UUID. */
  UUID uuid();

  /** That many new random bytes, fit for keys and passwords. */
  byte[] bytes(int length);

  /** A new identifier in the form identity uses: 32 lower-case hexadecimal digits. */
  default String hexId() {
    return uuid().toString().replace("-", "");
  }

  /** The operating system's randomness. */
  static Entropy system() {
    return SystemEntropy.INSTANCE;
  }
}
