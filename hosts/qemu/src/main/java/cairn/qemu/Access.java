package cairn.qemu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Who may touch a guest's files. */
final class Access {
  /** The owner alone. */
  static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rw-------");

  static final FileAttribute<Set<PosixFilePermission>> PRIVATE_ATTRIBUTE =
      PosixFilePermissions.asFileAttribute(PRIVATE);

  /** A folder that the owner alone may read, and through which others pass. */
  static final Set<PosixFilePermission> PASSABLE = PosixFilePermissions.fromString("rwx--x--x");

  /** A folder of the owner alone. */
  static final Set<PosixFilePermission> PRIVATE_FOLDER =
      PosixFilePermissions.fromString("rwx------");

  /** A file that its group may read. */
  static final Set<PosixFilePermission> SHARED = PosixFilePermissions.fromString("rw-r-----");

  private Access() {}

  /** Gives a file to a user and its group; both ids are numbers without names. */
  static void give(Path file, int uid) throws IOException {
    Files.setAttribute(file, "unix:uid", uid);
    Files.setAttribute(file, "unix:gid", uid);
  }

  /** Lets a group read a file. */
  static void share(Path file, int gid) throws IOException {
    Files.setAttribute(file, "unix:gid", gid);
    Files.setPosixFilePermissions(file, SHARED);
  }
}
