package cairn.image.format;

import cairn.common.CloudException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The formats that an image may declare, and whether its content is what it declares. */
public final class DiskFormats {
  /** What an image may declare as its disk's format. */
  public static final List<String> DISK =
      List.of("ami", "ari", "aki", "vhd", "vhdx", "vmdk", "raw", "qcow2", "vdi", "iso", "ploop");

  /** What an image may declare as the container around it. */
  public static final List<String> CONTAINER =
      List.of("ami", "ari", "aki", "bare", "ovf", "ova", "docker", "compressed");

  /** Containers whose content is the disk itself. */
  private static final Set<String> PLAIN = Set.of("bare", "ami", "ari", "aki", "ovf");

  private static final List<Inspector> INSPECTORS =
      List.of(new Qcow2(), new Vmdk(), new Vdi(), new Vhdx(), new Vhd(), new Iso(), new Qed());

  private DiskFormats() {}

  /**
   * Lets content pass that is what its image says it is.
   *
   * @return the size in bytes of the disk within; empty where the format does not tell
   * @throws CloudException UNSUPPORTED_MEDIA_TYPE when it is something else, is broken, or points
   *     at other files
   */
  public static Optional<Long> check(String disk, String container, FileChannel file)
      throws IOException {
    if (!PLAIN.contains(container)) {
      return Optional.empty();
    }
    var content = new Content(file);
    var found = recognise(content);
    var declared = INSPECTORS.stream().filter(one -> one.name().equals(disk)).findFirst();
    if (!found.equals(declared)) {
      throw mismatch(disk, found.map(Inspector::name).orElse("raw"));
    }
    if (found.isEmpty()) {
      return disk.equals("raw") ? Optional.of(content.size()) : Optional.empty();
    }
    try {
      var size = found.get().virtualSizeBytes(content);
      if (size < 0) {
        throw new Inspector.UnsafeContent("its size is out of range");
      }
      return Optional.of(size);
    } catch (Inspector.UnsafeContent e) {
      throw new CloudException(
          CloudException.Kind.UNSUPPORTED_MEDIA_TYPE,
          "The image's content is refused: %s.".formatted(e.getMessage()),
          "",
          e);
    }
  }

  /**
   * Refuses content whose first 64 KiB already show that it is something else.
   *
   * @throws CloudException UNSUPPORTED_MEDIA_TYPE when they do
   */
  public static void checkHead(String disk, String container, FileChannel file) throws IOException {
    if (!PLAIN.contains(container) || disk.equals("vhd")) {
      return; // a VHD may carry its mark at the end only
    }
    var found = recognise(new Content(file)).map(Inspector::name);
    var declared = INSPECTORS.stream().map(Inspector::name).filter(disk::equals).findFirst();
    if (!found.equals(declared)) {
      throw mismatch(disk, found.orElse("raw"));
    }
  }

  private static Optional<Inspector> recognise(Content content) throws IOException {
    for (var inspector : INSPECTORS) {
      if (inspector.matches(content)) {
        return Optional.of(inspector);
      }
    }
    return Optional.empty();
  }

  private static CloudException mismatch(String declared, String found) {
    return new CloudException(
        CloudException.Kind.UNSUPPORTED_MEDIA_TYPE,
        "The image's content does not match its disk_format: %s was declared, %s was found."
            .formatted(declared, found));
  }
}
