package cairn.image.image;

import cairn.common.Id;
import java.util.Optional;
import java.util.UUID;

/** The id of an image. */
public record ImageId(UUID value) implements Id {
  /** Reads an id in its canonical form; anything else names no image. */
  public static Optional<ImageId> parse(String text) {
    return Id.parse(text).map(ImageId::new);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
