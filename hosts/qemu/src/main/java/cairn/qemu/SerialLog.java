package cairn.qemu;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;

/**
 * The log of a guest's serial console, of bounded size. QEMU cannot rotate a file, but it can be
 * told to go on in another; what stood before is kept once.
 */
final class SerialLog {
  private final long bytesMax;
  private final Owners owners;

  SerialLog(long bytesMax, Owners owners) {
    this.bytesMax = bytesMax;
    this.owners = owners;
  }

  /** Lets QEMU go on in a new file when the log has grown beyond its bound. */
  void rotate(GuestFolder folder, Qmp qmp) throws IOException {
    if (!Files.exists(folder.serialLog()) || Files.size(folder.serialLog()) < bytesMax) {
      return;
    }
    Files.move(folder.serialLog(), folder.serialLogBefore(), StandardCopyOption.REPLACE_EXISTING);
    Files.createFile(folder.serialLog(), Access.PRIVATE_ATTRIBUTE);
    if (owners.separate()) {
      Access.give(folder.serialLog(), owners.of(folder));
    }
    var file = Map.of("out", "serial.log", "append", true);
    var backend = Map.of("type", "file", "data", file);
    qmp.execute("chardev-change", Map.of("id", "serial0", "backend", backend));
  }

  /** The end of the log; bytes that are not UTF-8 are replaced. */
  String tail(GuestFolder folder, int most) throws IOException {
    var now = bytes(folder.serialLog(), most);
    var before = bytes(folder.serialLogBefore(), most - now.length);
    return new String(before, StandardCharsets.UTF_8) + new String(now, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(Path file, int most) throws IOException {
    if (most <= 0 || !Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return new byte[0];
    }
    try (var channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      var size = Math.min(most, channel.size());
      var buffer = ByteBuffer.allocate(Math.toIntExact(size));
      channel.position(channel.size() - size);
      var read = 0;
      while (read >= 0 && buffer.hasRemaining()) {
        read = channel.read(buffer);
      }
      return Arrays.copyOf(buffer.array(), buffer.position());
    }
  }
}
