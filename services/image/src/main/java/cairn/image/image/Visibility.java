package cairn.image.image;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who sees an image. */
public enum Visibility {
  PUBLIC,
  COMMUNITY,
  SHARED,
  PRIVATE;

  /** The word on the wire. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Visibility> parse(String word) {
    return Arrays.stream(values()).filter(value -> value.word().equals(word)).findFirst();
  }
}
