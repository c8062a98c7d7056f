package cairn.app;

import cairn.common.CloudException;
import cairn.common.Entropy;
import cairn.common.Time;
import cairn.identity.IdentityTools;
import cairn.sql.Database;
import cairn.sql.DatabaseConfig;
import cairn.sql.EmbeddedPostgres;
import cairn.sql.Migrations;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code cairn identity}: works on the rows themselves, whether or not the cloud is up; one that is
 * up learns of the changes at once.
 */
@Command(
    name = "identity",
    description = "Move users here from a Keystone, or let the administrator in again.",
    mixinStandardHelpOptions = true,
    subcommands = {IdentityCommand.Import.class, IdentityCommand.Restore.class})
final class IdentityCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** {@code cairn identity import FILE}. */
  @Command(
      name = "import",
      description =
          "Import projects, users with their passwords, groups, roles and assignments from a dump"
              + " of a Keystone's database. All or nothing; may be done again.")
  static final class Import implements Runnable {
    @Mixin private DataOption data = new DataOption();
    @Spec private CommandSpec spec;

    @Parameters(
        paramLabel = "FILE",
        description = "What mysqldump, sqlite3 .dump or pg_dump --inserts wrote.")
    private Path file = Path.of("");

    @Override
    public void run() {
      var lines = withTools(data.folder(), tools -> imported(tools, file));
      var out = spec.commandLine().getOut();
      lines.forEach(out::println);
      out.flush();
    }

    private static List<String> imported(IdentityTools tools, Path file) {
      try {
        return tools.importKeystone(file);
      } catch (IOException e) {
        throw new CloudException(
            CloudException.Kind.BAD_REQUEST,
            "Nothing was imported: " + e.getMessage(),
            file.toString(),
            e);
      }
    }
  }

  /** {@code cairn identity bootstrap}. */
  @Command(
      name = "bootstrap",
      description =
          "Give the user admin the password of the data folder again, enable them, and make the"
              + " roles and projects that are missing.")
  static final class Restore implements Runnable {
    @Mixin private DataOption data = new DataOption();
    @Spec private CommandSpec spec;

    @Override
    public void run() {
      var folder = data.folder();
      var region = Settings.of(folder).region().orElse("RegionOne");
      withTools(
          folder,
          tools -> {
            tools.bootstrap(folder.adminPassword(), region, Catalog.SERVICES);
            return true;
          });
      var out = spec.commandLine().getOut();
      out.println("user admin has the password in secrets/admin-password; their tokens are void");
      out.flush();
    }
  }

  private static <T> T withTools(DataFolder folder, Function<IdentityTools, T> work) {
    var url = Settings.of(folder).databaseUrl();
    if (url.isPresent()) {
      return withDatabase(DatabaseConfig.url(url.get()), work);
    }
    var postgres = EmbeddedPostgres.start(folder.postgres());
    try {
      return withDatabase(postgres.database(), work);
    } finally {
      if (!postgres.attached()) {
        postgres.stop();
      }
    }
  }

  private static <T> T withDatabase(DatabaseConfig config, Function<IdentityTools, T> work) {
    new Migrations(config, Services.MIGRATIONS).apply();
    try (var database = Database.open(config)) {
      return work.apply(new IdentityTools(database, Entropy.system(), Time.system()));
    }
  }
}
