package cairn.image.format;

import java.io.IOException;

/** Microsoft's VHD, called vpc by QEMU (Virtual Hard Disk Image Format Specification 1.0). */
final class Vhd implements Inspector {
  private static final String COOKIE = "conectix";
  private static final int FOOTER = 512;

  @Override
  public String name() {
    return "vhd";
  }

  /** A disk of fixed size has its footer only at the end; the others have a copy in front. */
  @Override
  public boolean matches(Content content) throws IOException {
    return content.has(0, COOKIE)
        || (content.size() >= FOOTER && content.has(content.size() - FOOTER, COOKIE));
  }

  @Override
  public long virtualSizeBytes(Content content) throws IOException {
    var footer = content.has(0, COOKIE) ? 0 : content.size() - FOOTER;
    var type = content.big32(footer + 60);
    if (type != 2 && type != 3) {
      throw new UnsafeContent("it is a difference to another disk");
    }
    return content.big64(footer + 48);
  }
}
