package cairn.qemu;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A user id for each guest, so that one guest's process can do nothing to another's. Only root can
 * give such ids; else all have the agent's own. Safe for many threads.
 */
final class Owners {
  private static final int GUESTS_MAX = 100_000;

  private final int firstUid;
  private final int ownUid;
  private final Map<UUID, Integer> uids = new HashMap<>();

  Owners(int firstUid, int ownUid) {
    this.firstUid = firstUid;
    this.ownUid = ownUid;
  }

  static int ownUid() {
    try {
      return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    } catch (IOException e) {
      throw new CloudException(Kind.INTERNAL, "/proc is not to be read.", e.toString(), e);
    }
  }

  /** Whether guests have users of their own. */
  boolean separate() {
    return ownUid == 0;
  }

  /** The group that may read images, where guests have users of their own. */
  int imageGroup() {
    return firstUid;
  }

  /** Takes over the id that a guest already has. */
  synchronized void recover(GuestFolder folder) throws IOException {
    if (Files.exists(folder.owner())) {
      uids.put(folder.server(), Integer.parseInt(Files.readString(folder.owner()).strip()));
    }
  }

  synchronized int of(GuestFolder folder) {
    if (!separate()) {
      return ownUid;
    }
    var known = uids.get(folder.server());
    if (known != null) {
      return known;
    }
    for (var uid = firstUid + 1; uid <= firstUid + GUESTS_MAX; uid++) {
      if (!uids.containsValue(uid)) {
        try {
          GuestFolder.write(folder.owner(), Integer.toString(uid));
        } catch (IOException e) {
          throw new CloudException(
              Kind.INTERNAL, "The server's user could not be kept.", e.toString(), e);
        }
        uids.put(folder.server(), uid);
        return uid;
      }
    }
    throw new CloudException(Kind.UNAVAILABLE, "The host has no user left for the server.");
  }

  synchronized void release(UUID server) {
    uids.remove(server);
  }
}
