package cairn.image.format;

import java.io.IOException;

/** Knows one format of disk images. Stateless. */
interface Inspector {
  /** Its name as images declare it. */
  String name();

  /** Whether the content begins as one of these. */
  boolean matches(Content content) throws IOException;

  /**
   * The size in bytes of the disk within.
   *
   * @throws UnsafeContent when it is broken or reaches out of its file
   */
  long virtualSizeBytes(Content content) throws IOException;

  /** The content would not do what it claims to; the message is for its owner. */
  final class UnsafeContent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnsafeContent(String message) {
      super(message);
    }
  }
}
