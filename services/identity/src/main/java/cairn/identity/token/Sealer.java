package cairn.identity.token;

import cairn.common.Entropy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Notes to ourselves that a client carries: sealed with the keys of tokens, so that every server
 * can read them and nobody else can read or change them. Thread-safe.
 */
public final class Sealer {
  /** Longer texts are not looked at. */
  private static final int LENGTH_MAX = 8 * 1024;

  private final KeyRepository keys;
  private final Entropy entropy;

  public Sealer(KeyRepository keys, Entropy entropy) {
    this.keys = keys;
    this.entropy = entropy;
  }

  /** The note as a text that is fit for a URL. */
  public String seal(Instant now, String note) {
    var bytes = note.getBytes(StandardCharsets.UTF_8);
    var sealed = keys.keys().getFirst().seal(now, entropy.bytes(16), bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
  }

  /** The note, if it is one of ours and was not sealed before that time. */
  public Optional<String> open(String text, Instant notBefore) {
    if (text.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    return keys.keys().stream()
        .flatMap(key -> key.open(bytes).stream())
        .filter(opened -> !opened.time().isBefore(notBefore))
        .map(opened -> new String(opened.message(), StandardCharsets.UTF_8))
        .findFirst();
  }
}
