package cairn.image.format;

import java.io.IOException;

/** A CD or DVD (ISO 9660 or UDF). */
final class Iso implements Inspector {
  private static final int DESCRIPTOR = 0x8000;

  @Override
  public String name() {
    return "iso";
  }

  @Override
  public boolean matches(Content content) throws IOException {
    return content.has(DESCRIPTOR + 1, "CD001") || content.has(DESCRIPTOR + 1, "BEA01");
  }

  @Override
  public long virtualSizeBytes(Content content) throws IOException {
    return content.size();
  }
}
