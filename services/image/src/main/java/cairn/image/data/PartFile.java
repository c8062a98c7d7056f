package cairn.image.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file being written; unless it is {@link #commit}ted, closing it removes it. For one thread. */
final class PartFile implements AutoCloseable {
  private final Path part;
  private final Path place;
  private final FileChannel channel;
  private boolean committed;

  PartFile(Path part, Path place) throws IOException {
    this.part = part;
    this.place = place;
    this.channel =
        FileChannel.open(
            part, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (!locked()) {
      channel.close();
      throw new IOException("somebody else is writing " + part);
    }
    channel.truncate(0);
  }

  private boolean locked() throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** What was written, to be looked at. */
  FileChannel content() {
    return channel;
  }

  /** Puts the file in its place, once it is on the disk. */
  void commit() throws IOException {
    channel.force(true);
    Files.move(part, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    FileStore.sync(FileStore.parent(place));
    committed = true;
  }

  @Override
  public void close() throws IOException {
    try {
      if (!committed) {
        Files.deleteIfExists(part);
      }
    } finally {
      channel.close();
    }
  }
}
