package cairn.identity.token;

import cairn.common.Entropy;
import cairn.common.Time;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** Seals small secrets with the keys of a repository. Safe for many threads. */
public final class Fernet {
  private final KeyRepository keys;
  private final Entropy entropy;
  private final Time time;

  public Fernet(KeyRepository keys, Entropy entropy, Time time) {
    this.keys = keys;
    this.entropy = entropy;
    this.time = time;
  }

  /** The secret as a text that only who has a key can read. */
  public String seal(byte[] secret) {
    var sealed = keys.keys().getFirst().seal(time.now(), entropy.bytes(16), secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
  }

  /** The secret in the text; empty when none of the keys made it. */
  public Optional<byte[]> open(String text) {
    return open(text, Instant.MIN);
  }

  /** The same, if it was not sealed before that time. */
  public Optional<byte[]> open(String text, Instant notBefore) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // it is no base64
    }
    return keys.opened(bytes)
        .filter(opened -> !opened.time().isBefore(notBefore))
        .map(FernetKey.Opened::message);
  }

  /** Names the key that seals now, without giving it away. */
  public String keyHash() {
    return keys.keys().getFirst().hash();
  }
}
