package cairn.image.image;

import java.util.Locale;
import java.util.Set;

/** Where an image is in its life. */
public enum ImageStatus {
  /** Known, without data. */
  QUEUED,
  /** Its data is coming in. */
  SAVING,
  /** Its data is coming into, or lies in, the staging area. */
  UPLOADING,
  /** Staged data is being taken over. */
  IMPORTING,
  /** In use. */
  ACTIVE,
  /** Taken out of use by an operator. */
  DEACTIVATED;

  /** The states that may follow this one. */
  public Set<ImageStatus> next() {
    return switch (this) {
      case QUEUED -> Set.of(SAVING, UPLOADING, IMPORTING);
      case SAVING -> Set.of(ACTIVE, QUEUED);
      case UPLOADING -> Set.of(IMPORTING, QUEUED);
      case IMPORTING -> Set.of(ACTIVE, UPLOADING, QUEUED);
      case ACTIVE -> Set.of(DEACTIVATED);
      case DEACTIVATED -> Set.of(ACTIVE);
    };
  }

  /** The word on the wire. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
