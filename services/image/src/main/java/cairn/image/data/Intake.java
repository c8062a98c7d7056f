package cairn.image.data;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.image.format.DiskFormats;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.UUID;

/** Takes an image's bytes in: counts, digests and checks them while they go to the disk. */
public final class Intake {
  /**
   * What came in.
   *
   * @param md5 in hexadecimal digits
   * @param sha512 in hexadecimal digits
   * @param virtualSizeBytes of the disk within, where its format tells
   */
  public record Received(
      long sizeBytes, String md5, String sha512, Optional<Long> virtualSizeBytes) {}

  /**
   * What the bytes are to be.
   *
   * @param sizeBytes how many there must be, where that was said
   */
  public record Expected(String diskFormat, String containerFormat, Optional<Long> sizeBytes) {}

  private static final int BUFFER = 1 << 20;

  /** Far enough into a file for the marks of every format but those at its end. */
  private static final int HEAD = 64 << 10;

  private final FileStore store;
  private final long bytesMax;

  public Intake(FileStore store, long bytesMax) {
    this.store = store;
    this.bytesMax = bytesMax;
  }

  /**
   * Stores all that the stream holds under that id, or nothing.
   *
   * @throws CloudException TOO_LARGE over the limit or when the disk is full,
   *     UNSUPPORTED_MEDIA_TYPE when the content is not what was declared, BAD_REQUEST when the
   *     stream breaks off
   */
  public Received take(UUID id, InputStream stream, Expected expected) {
    try (var part = store.begin(id);
        var digests = new Digests()) {
      var size = copy(stream, part, expected, digests);
      if (expected.sizeBytes().isPresent() && expected.sizeBytes().get() != size) {
        throw new CloudException(
            Kind.BAD_REQUEST,
            "%d bytes were announced and %d came.".formatted(expected.sizeBytes().get(), size));
      }
      var virtualSize =
          DiskFormats.check(expected.diskFormat(), expected.containerFormat(), part.content());
      part.commit();
      return new Received(size, digests.md5(), digests.sha512(), virtualSize);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Two buffers in turn: while one is digested the other is filled. */
  private long copy(InputStream stream, PartFile part, Expected expected, Digests digests)
      throws IOException {
    var buffers = new byte[][] {new byte[BUFFER], new byte[BUFFER]};
    var pending = new ArrayDeque<Digests.Pending>();
    var size = 0L;
    for (var turn = 0; ; turn++) {
      var buffer = buffers[turn % buffers.length];
      if (pending.size() == buffers.length) {
        pending.remove().await();
      }
      var read = read(stream, buffer, size == 0 ? HEAD : 1);
      if (read <= 0) {
        pending.forEach(Digests.Pending::await);
        return size;
      }
      if (size + read > bytesMax) {
        throw new CloudException(
            Kind.TOO_LARGE, "An image can have %d bytes at most.".formatted(bytesMax));
      }
      pending.add(digests.update(buffer, read));
      part.write(ByteBuffer.wrap(buffer, 0, read));
      if (size == 0 && read >= HEAD) {
        refuseEarly(expected, part);
      }
      size += read;
    }
  }

  /** Nobody should send a terabyte only to hear that its first byte was wrong. */
  private static void refuseEarly(Expected expected, PartFile part) throws IOException {
    DiskFormats.checkHead(expected.diskFormat(), expected.containerFormat(), part.content());
  }

  private static int read(InputStream stream, byte[] buffer, int least) {
    var filled = 0;
    try {
      while (filled < least) {
        var read = stream.read(buffer, filled, buffer.length - filled);
        if (read < 0) {
          break;
        }
        filled += read;
      }
      return filled;
    } catch (IOException e) {
      throw new CloudException(Kind.BAD_REQUEST, "The data broke off.", e.toString(), e);
    }
  }

  private static CloudException failed(IOException e) {
    var full = String.valueOf(e.getMessage()).contains("No space left");
    return full
        ? new CloudException(Kind.TOO_LARGE, "The image storage is full.", e.toString(), e)
        : new CloudException(
            Kind.UNAVAILABLE, "The image's data could not be stored.", e.toString(), e);
  }
}
