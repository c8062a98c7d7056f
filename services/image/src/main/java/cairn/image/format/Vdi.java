package cairn.image.format;

import java.io.IOException;

/** VirtualBox's VDI (its header as in QEMU's block/vdi.c). */
final class Vdi implements Inspector {
  private static final int SIGNATURE = 0xbeda107f;

  @Override
  public String name() {
    return "vdi";
  }

  @Override
  public boolean matches(Content content) throws IOException {
    return content.little32(0x40) == SIGNATURE;
  }

  @Override
  public long virtualSizeBytes(Content content) throws IOException {
    var type = content.little32(0x4c);
    if (type != 1 && type != 2) {
      throw new UnsafeContent("it is neither of dynamic nor of fixed size");
    }
    return content.little64(0x170);
  }
}
