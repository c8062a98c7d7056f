package cairn.image.format;

import java.io.IOException;

/** QEMU's QED, which nobody should use any more; it is known here so that it is refused as raw. */
final class Qed implements Inspector {
  @Override
  public String name() {
    return "qed";
  }

  @Override
  public boolean matches(Content content) throws IOException {
    return content.has(0, "QED\0");
  }

  @Override
  public long virtualSizeBytes(Content content) {
    throw new UnsafeContent("the format qed is not supported");
  }
}
