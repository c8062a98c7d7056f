package cairn.image.quota;

import java.util.Locale;

/** What is limited, by the names that limits are registered under. */
public enum ImageResource {
  /** All data in place, in MiB. */
  IMAGE_SIZE_TOTAL,
  /** All data in the staging area, in MiB. */
  IMAGE_STAGE_TOTAL,
  /** How many images there are. */
  IMAGE_COUNT_TOTAL,
  /** How many of them are being filled. */
  IMAGE_COUNT_UPLOADING;

  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
