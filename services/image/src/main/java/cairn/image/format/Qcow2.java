package cairn.image.format;

import java.io.IOException;

/** QEMU's qcow2 (QEMU's docs/interop/qcow2.rst). */
final class Qcow2 implements Inspector {
  private static final long DATA_FILE = 1L << 2;

  /** Dirty, corrupt, data file, compression type, extended L2 entries: what is known today. */
  private static final long KNOWN_FEATURES = 0x1f;

  @Override
  public String name() {
    return "qcow2";
  }

  @Override
  public boolean matches(Content content) throws IOException {
    return content.has(0, "QFI\u00fb");
  }

  @Override
  public long virtualSizeBytes(Content content) throws IOException {
    var version = content.big32(4);
    if (version != 2 && version != 3) {
      throw new UnsafeContent("qcow2 version %d is not supported".formatted(version));
    }
    if (content.big64(8) != 0) {
      throw new UnsafeContent("it has a backing file");
    }
    if (version == 3) {
      var features = content.big64(72);
      if ((features & DATA_FILE) != 0) {
        throw new UnsafeContent("its data is in another file");
      }
      if ((features & ~KNOWN_FEATURES) != 0) {
        throw new UnsafeContent("it needs unknown features");
      }
    }
    var size = content.big64(24);
    if (size < 0) {
      throw new UnsafeContent("its size is out of range");
    }
    return size;
  }
}
