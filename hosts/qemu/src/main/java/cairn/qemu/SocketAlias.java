package cairn.qemu;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A short name for the folder of the guests, since a Unix socket's address holds 108 bytes only
 * (unix(7)) and a data folder may lie deep.
 */
final class SocketAlias implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(SocketAlias.class.getName());

  /** What follows the folder's name: a UUID, {@code /run/qmp.sock}, and a byte for the end. */
  private static final int FOLDER_BYTES_MAX = 108 - 36 - 16;

  private final Path folder;
  private final Path link;

  SocketAlias(Path folder) {
    this.folder = folder;
    var bytes = folder.toString().getBytes(StandardCharsets.UTF_8).length;
    this.link = bytes > FOLDER_BYTES_MAX ? makeLink(folder) : folder;
  }

  Path path() {
    return link;
  }

  private static Path makeLink(Path folder) {
    try {
      var place = Files.createTempDirectory("cairn-");
      return Files.createSymbolicLink(place.resolve("g"), folder);
    } catch (IOException e) {
      throw new CloudException(
          Kind.INTERNAL, "No short name could be made for " + folder + ".", e.toString(), e);
    }
  }

  @Override
  public void close() {
    if (!link.equals(folder)) {
      try {
        Files.deleteIfExists(link);
        Files.deleteIfExists(link.resolveSibling(".").normalize());
      } catch (IOException e) {
        LOG.log(Level.DEBUG, "the short name was left behind", e);
      }
    }
  }
}
