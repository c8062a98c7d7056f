package cairn.sql;

import cairn.common.CloudException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/**
 * The user that PostgreSQL runs as; it refuses to be root.
 *
 * @param switched whether that is another user than this process's
 */
record PostgresAccount(String user, boolean switched) {
  private static final String SYSTEM_USER = "cairn-postgres";

  /**
   * This process's own user or, for root, the one whose data it is, or a system user that is made
   * when it is missing.
   *
   * @throws CloudException CONFLICT when the data is another user's
   */
  static PostgresAccount of(Path data) throws IOException {
    var owner = Files.exists(data) ? Files.getOwner(data).getName() : "";
    if (!Commands.run("id", "-u").equals("0")) {
      var self = Commands.run("id", "-un");
      if (!owner.isEmpty() && !owner.equals(self)) {
        throw new CloudException(
            CloudException.Kind.CONFLICT,
            "%s belongs to the user %s: start it as that user or as root.".formatted(data, owner));
      }
      return new PostgresAccount(self, false);
    }
    if (!owner.isEmpty() && !owner.equals("root")) {
      return new PostgresAccount(owner, true);
    }
    if (Commands.attempt(List.of("id", "-u", SYSTEM_USER)).status() != 0) {
      Commands.run(
          "useradd",
          "--system",
          "--user-group",
          "--no-create-home",
          "--home-dir",
          "/nonexistent",
          "--shell",
          "/usr/sbin/nologin",
          SYSTEM_USER);
    }
    return new PostgresAccount(SYSTEM_USER, true);
  }

  /** What goes before a command so that this user runs it, with no way back. */
  List<String> prefix() throws IOException {
    var group = switched ? Commands.run("id", "-g", user) : "";
    return switched
        ? List.of(
            "setpriv",
            "--reuid=" + user,
            "--regid=" + group,
            "--clear-groups",
            "--inh-caps=-all",
            "--no-new-privs")
        : List.of();
  }

  /** Gives it that file or folder. */
  void own(Path path) throws IOException {
    if (switched) {
      var lookup = path.getFileSystem().getUserPrincipalLookupService();
      Files.setOwner(path, lookup.lookupPrincipalByName(user));
    }
  }

  /** Whether it owns that folder. */
  boolean owns(Path path) throws IOException {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
        && Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).getName().equals(user);
  }
}
