package cairn.image.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * VMware's VMDK as one file (VMware, Virtual Disk Format 1.1): a sparse extent with its descriptor
 * within. Descriptors that name other files are refused.
 */
final class Vmdk implements Inspector {
  private static final int SECTOR = 512;
  private static final int DESCRIPTOR_BYTES_MAX = 1 << 20;
  private static final Pattern TYPE =
      Pattern.compile("^\\s*createType\\s*=\\s*\"([^\"]*)\"", Pattern.MULTILINE);
  private static final Pattern EXTENT =
      Pattern.compile("^\\s*(RW|RDONLY|NOACCESS)\\s+\\d+\\s+(\\S+)", Pattern.MULTILINE);
  private static final Set<String> TYPES = Set.of("monolithicsparse", "streamoptimized");

  @Override
  public String name() {
    return "vmdk";
  }

  @Override
  public boolean matches(Content content) throws IOException {
    return content.has(0, "KDMV") || content.has(0, "# Disk DescriptorFile");
  }

  @Override
  public long virtualSizeBytes(Content content) throws IOException {
    if (!content.has(0, "KDMV")) {
      throw new UnsafeContent("it is a descriptor of other files");
    }
    var sectors = content.little64(12);
    var offset = content.little64(28) * SECTOR;
    var length = content.little64(36) * SECTOR;
    if (sectors < 0 || sectors > Long.MAX_VALUE / SECTOR) {
      throw new UnsafeContent("its size is out of range");
    }
    if (offset <= 0 || length <= 0 || length > DESCRIPTOR_BYTES_MAX) {
      throw new UnsafeContent("its descriptor is missing");
    }
    check(new String(content.bytes(offset, (int) length), StandardCharsets.ISO_8859_1));
    return sectors * SECTOR;
  }

  private static void check(String descriptor) {
    var type = TYPE.matcher(descriptor);
    if (!type.find() || !TYPES.contains(type.group(1).toLowerCase(Locale.ROOT))) {
      throw new UnsafeContent("it is not of one file");
    }
    var extents = EXTENT.matcher(descriptor);
    var count = 0;
    while (extents.find()) {
      count++;
      if (!extents.group(2).equals("SPARSE")) {
        throw new UnsafeContent("it names other files");
      }
    }
    if (count != 1) {
      throw new UnsafeContent("it is not of one file");
    }
  }
}
