package cairn.image.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A file to be looked into at any place; what lies beyond its end reads as zeros. */
final class Content {
  private final FileChannel channel;

  Content(FileChannel channel) {
    this.channel = channel;
  }

  long size() throws IOException {
    return channel.size();
  }

  byte[] bytes(long position, int length) throws IOException {
    var buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (position < 0 || channel.read(buffer, position + buffer.position()) < 0) {
        break;
      }
    }
    return buffer.array();
  }

  boolean has(long position, String ascii) throws IOException {
    return has(position, ascii.getBytes(StandardCharsets.ISO_8859_1));
  }

  boolean has(long position, byte[] wanted) throws IOException {
    return Arrays.equals(bytes(position, wanted.length), wanted);
  }

  long big64(long position) throws IOException {
    return ByteBuffer.wrap(bytes(position, 8)).getLong();
  }

  int big32(long position) throws IOException {
    return ByteBuffer.wrap(bytes(position, 4)).getInt();
  }

  long little64(long position) throws IOException {
    return ByteBuffer.wrap(bytes(position, 8)).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  int little32(long position) throws IOException {
    return ByteBuffer.wrap(bytes(position, 4)).order(ByteOrder.LITTLE_ENDIAN).getInt();
  }
}
