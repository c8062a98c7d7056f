package cairn.image.data;

import cairn.common.CloudException;
import cairn.common.Id;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Files by id, in sub-folders by the id's first two digits. A file is written beside its place,
 * under a lock that dies with the process, and put there by one rename once it is on the disk. Safe
 * for many threads and for several processes on one folder.
 */
public final class FileStore {
  private static final System.Logger LOG = System.getLogger(FileStore.class.getName());
  private static final String PART = ".part";

  private final Path folder;

  /** Keeps the files in that folder, which is made when it is missing. */
  public FileStore(Path folder) {
    this.folder = folder;
  }

  /** Begins a file. */
  PartFile begin(UUID id) throws IOException {
    var place = place(id);
    Files.createDirectories(parent(place));
    return new PartFile(place.resolveSibling(place.getFileName() + PART), place);
  }

  /** The file's place, whether it is there or not. */
  public Path place(UUID id) {
    var name = id.toString();
    return folder.resolve(name.substring(0, 2)).resolve(name);
  }

  /** Opens a file to read; {@link NoSuchFileException} when it is not there. */
  public FileChannel open(UUID id) throws IOException {
    return FileChannel.open(place(id), StandardOpenOption.READ);
  }

  /** Removes a file, if it is there. Who reads it at the moment reads on. */
  public void delete(UUID id) {
    try {
      Files.deleteIfExists(place(id));
    } catch (IOException e) {
      // The next start sweeps it.
      LOG.log(System.Logger.Level.WARNING, "cannot delete " + place(id), e);
    }
  }

  /** Whether the file is in its place. */
  public boolean holds(UUID id) {
    return Files.exists(place(id));
  }

  /** Takes over the file of that id from another store on the same disk; safe to repeat. */
  public void adopt(FileStore other, UUID id) {
    var place = place(id);
    try {
      Files.createDirectories(parent(place));
      Files.move(other.place(id), place, StandardCopyOption.ATOMIC_MOVE);
      sync(parent(place));
    } catch (NoSuchFileException e) {
      if (!Files.exists(place)) {
        throw new CloudException(
            CloudException.Kind.CONFLICT, "The staged data is missing.", e.toString(), e);
      }
    } catch (IOException e) {
      throw new CloudException(
          CloudException.Kind.UNAVAILABLE, "The staged data cannot be moved.", e.toString(), e);
    }
  }

  /**
   * Removes what a process that died has left: parts that nobody writes and files that nobody
   * wants.
   *
   * @return the ids whose parts are still being written
   */
  public Set<UUID> sweep(Predicate<UUID> wanted) {
    var busy = new HashSet<UUID>();
    if (!Files.isDirectory(folder)) {
      return busy;
    }
    try (var files = Files.walk(folder, 2)) {
      files.filter(Files::isRegularFile).forEach(file -> sweep(file, wanted, busy));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return busy;
  }

  private static void sweep(Path file, Predicate<UUID> wanted, Set<UUID> busy) {
    var name = String.valueOf(file.getFileName());
    var part = name.endsWith(PART);
    var id = Id.parse(part ? name.substring(0, name.length() - PART.length()) : name);
    if (id.isEmpty()) {
      return; // not ours
    }
    try {
      if (part && held(file)) {
        busy.add(id.get());
      } else if (part || !wanted.test(id.get())) {
        LOG.log(System.Logger.Level.INFO, "removing {0}, which nobody wants", file);
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "cannot sweep " + file, e);
    }
  }

  private static boolean held(Path part) throws IOException {
    try (var channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      return channel.tryLock() == null;
    } catch (OverlappingFileLockException e) {
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  static Path parent(Path file) {
    var parent = file.getParent();
    if (parent == null) {
      throw new IllegalArgumentException("no folder: " + file);
    }
    return parent;
  }

  /** Makes a rename in that folder survive a power cut. */
  static void sync(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
