package cairn.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** The user that PostgreSQL runs as; it refuses to be root. */
record PostgresAccount(String user, boolean switched) {
  private static final String SYSTEM_USER = "cairn-postgres";

  /** This process's own user or, for root, a system user that is made when it is missing. */
  static PostgresAccount forThisProcess() throws IOException {
    if (!Commands.run("id", "-u").equals("0")) {
      return new PostgresAccount(Commands.run("id", "-un"), false);
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
  List<String> prefix() {
    return switched
        ? List.of(
            "setpriv",
            "--reuid=" + user,
            "--regid=" + user,
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
