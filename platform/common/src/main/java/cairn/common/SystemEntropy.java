package cairn.common;

import java.security.SecureRandom;
import java.util.UUID;

enum SystemEntropy implements Entropy {
  INSTANCE;

  private static final SecureRandom RANDOM = new SecureRandom();

  @Override
  public UUID uuid() {
    return UUID.randomUUID();
  }

  @Override
  public byte[] bytes(int length) {
    var bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
