package cairn.identity.token;

import cairn.common.Entropy;
import cairn.common.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Keystone's folder of Fernet keys (keystone, {@code keystone/common/fernet_utils.py}): a file for
 * each key, named by a number, mode 0600. The highest number is the primary key, which seals; 0 is
 * staged to become the next primary one; the others only open. Thread-safe.
 */
public final class KeyRepository {
  private static final System.Logger LOG = System.getLogger(KeyRepository.class.getName());
  private static final int STAGED = 0;

  private final Path folder;
  private final int keysMax;
  private final Entropy entropy;
  private volatile List<FernetKey> keys;

  /** When the folder that was read had last changed, in milliseconds. */
  private volatile long readAt;

  /**
   * Opens the folder, and makes the first two keys where there are none.
   *
   * @param keysMax how many keys a rotation leaves, at least 3
   */
  public KeyRepository(Path folder, int keysMax, Entropy entropy) {
    this.folder = folder;
    this.keysMax = Math.max(3, keysMax);
    this.entropy = entropy;
    try {
      if (files().isEmpty()) {
        Secrets.write(file(1), FernetKey.generate(entropy));
        Secrets.write(file(STAGED), FernetKey.generate(entropy));
      }
      keys = load();
    } catch (IOException e) {
      throw new UncheckedIOException("the token keys in " + folder + " cannot be read", e);
    }
  }

  /** Makes the staged key the primary one, stages a new one and drops the oldest. */
  public synchronized void rotate() throws IOException {
    var files = files();
    var staged = file(STAGED);
    if (files.containsKey(STAGED)) {
      Files.move(staged, file(files.lastKey() + 1), StandardCopyOption.ATOMIC_MOVE);
    }
    Secrets.write(staged, FernetKey.generate(entropy));
    files = files();
    while (files.size() > keysMax) {
      var oldest = files.higherKey(STAGED);
      Files.delete(file(oldest));
      files.remove(oldest);
    }
    keys = load();
  }

  /** Reads the folder again, after somebody else rotated it. */
  public synchronized void reload() throws IOException {
    keys = load();
  }

  /** The primary key first. */
  List<FernetKey> keys() {
    return keys;
  }

  /**
   * What one of the keys opens. Where none does, another process may have rotated the keys since:
   * the folder is read again if it has changed.
   */
  Optional<FernetKey.Opened> opened(byte[] sealed) {
    var found = opened(keys, sealed);
    return found.isEmpty() && follow() ? opened(keys, sealed) : found;
  }

  private static Optional<FernetKey.Opened> opened(List<FernetKey> keys, byte[] sealed) {
    for (var key : keys) {
      var opened = key.open(sealed);
      if (opened.isPresent()) {
        return opened;
      }
    }
    return Optional.empty();
  }

  /** Reads the folder again if it has changed; whether it had. */
  private synchronized boolean follow() {
    try {
      if (Files.getLastModifiedTime(folder).toMillis() != readAt) {
        keys = load();
        return true;
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "the keys in " + folder + " cannot be read again", e);
    }
    return false;
  }

  private List<FernetKey> load() throws IOException {
    var changedAt = Files.getLastModifiedTime(folder).toMillis();
    var texts = new TreeMap<Integer, FernetKey>(Comparator.reverseOrder());
    for (var entry : files().entrySet()) {
      texts.put(entry.getKey(), FernetKey.parse(Files.readString(entry.getValue())));
    }
    readAt = changedAt;
    return List.copyOf(texts.values());
  }

  private NavigableMap<Integer, Path> files() throws IOException {
    var files = new TreeMap<Integer, Path>();
    if (Files.isDirectory(folder)) {
      try (var listing = Files.newDirectoryStream(folder)) {
        for (var file : listing) {
          var name = String.valueOf(file.getFileName());
          if (name.matches("\\d{1,9}") && Files.size(file) > 0) {
            files.put(Integer.valueOf(name), file);
          }
        }
      }
    }
    return files;
  }

  private Path file(int number) {
    return folder.resolve(Integer.toString(number));
  }
}
