package cairn.image.format;

import java.io.IOException;
import java.util.HexFormat;

/** Microsoft's VHDX ([MS-VHDX]): tables of regions, and within one of them the disk's size. */
final class Vhdx implements Inspector {
  private static final long REGIONS = 192 << 10;
  private static final int REGIONS_MAX = 2047;

  /** 8B7CA206-4790-4B9A-B8FE-575F050F886E as it lies in the file. */
  private static final byte[] METADATA =
      HexFormat.of().parseHex("06a27c8b90479a4bb8fe575f050f886e");

  /** 2FA54224-CD1B-4876-B211-5DBED83BF4B8, the virtual disk's size. */
  private static final byte[] SIZE = HexFormat.of().parseHex("2442a52f1bcd7648b2115dbed83bf4b8");

  /** CAA16737-FA36-4D43-B3B6-33F0AA44E76B, the file's parameters. */
  private static final byte[] PARAMETERS =
      HexFormat.of().parseHex("3767a1ca36fa434db3b633f0aa44e76b");

  private static final int HAS_PARENT = 2;

  @Override
  public String name() {
    return "vhdx";
  }

  @Override
  public boolean matches(Content content) throws IOException {
    return content.has(0, "vhdxfile");
  }

  @Override
  public long virtualSizeBytes(Content content) throws IOException {
    var metadata = find(content, REGIONS, 16, content.little32(REGIONS + 8), METADATA, 16);
    var place = content.little64(metadata);
    var count = content.little32(place + 8) >>> 16;
    var parameters = find(content, place, 32, count, PARAMETERS, 16);
    if ((content.little32(place + offset(content, parameters) + 4) & HAS_PARENT) != 0) {
      throw new UnsafeContent("it is a difference to another disk");
    }
    var size = find(content, place, 32, count, SIZE, 16);
    return content.little64(place + offset(content, size));
  }

  private static long offset(Content content, long entry) throws IOException {
    return Integer.toUnsignedLong(content.little32(entry));
  }

  /** The place just behind the id, in a table of 32-byte entries. */
  private static long find(
      Content content, long table, int header, int count, byte[] id, int idLength)
      throws IOException {
    if (count < 0 || count > REGIONS_MAX) {
      throw new UnsafeContent("its tables are broken");
    }
    for (var i = 0; i < count; i++) {
      var entry = table + header + 32L * i;
      if (content.has(entry, id)) {
        return entry + idLength;
      }
    }
    throw new UnsafeContent("its tables are incomplete");
  }
}
