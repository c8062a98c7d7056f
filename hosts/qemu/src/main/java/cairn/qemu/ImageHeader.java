package cairn.qemu;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What a disk image says of itself (qcow2: QEMU's docs/interop/qcow2.rst).
 *
 * @param virtualBytes the size of the disk that it holds
 * @param selfContained whether it refers to no other file; one that does could make a guest read
 *     any file of the host
 */
record ImageHeader(long virtualBytes, boolean selfContained) {
  private static final int QCOW2_MAGIC = 0x514649fb;
  private static final int EXTERNAL_DATA_FILE = 1 << 2;
  private static final int HEADER_BYTES = 80;

  static ImageHeader read(Path file, String format) throws IOException {
    if ("raw".equals(format)) {
      return new ImageHeader(Files.size(file), true);
    }
    if (!"qcow2".equals(format)) {
      throw new IOException("disk format " + format + " is not known");
    }
    var header = ByteBuffer.allocate(HEADER_BYTES);
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      var read = 0;
      while (read >= 0 && header.hasRemaining()) {
        read = channel.read(header);
      }
    }
    header.flip();
    if (header.remaining() < HEADER_BYTES || header.getInt(0) != QCOW2_MAGIC) {
      throw new IOException(file + " is not qcow2");
    }
    var version = header.getInt(4);
    var external = version >= 3 && (header.getLong(72) & EXTERNAL_DATA_FILE) != 0;
    var backed = header.getLong(8) != 0;
    return new ImageHeader(header.getLong(24), !external && !backed);
  }
}
