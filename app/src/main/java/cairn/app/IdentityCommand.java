package cairn.app;

import cairn.common.CloudException;
import cairn.common.Entropy;
import cairn.common.Json;
import cairn.common.Time;
import cairn.identity.IdentityTools;
import cairn.sql.Database;
import cairn.sql.DatabaseConfig;
import cairn.sql.EmbeddedPostgres;
import cairn.sql.Migrations;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

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

  /** {@code cairn identity import FILE}, or {@code --from-url URL}. */
  @Command(
      name = "import",
      description =
          "Import projects, users with their passwords, groups, roles and assignments from a dump"
              + " of a Keystone's database; or, without passwords, from its API. All or nothing;"
              + " may be done again.")
  static final class Import implements Runnable {
    @Mixin private DataOption data = new DataOption();
    @Spec private CommandSpec spec;

    @Parameters(
        paramLabel = "FILE",
        arity = "0..1",
        description = "What mysqldump, sqlite3 .dump or pg_dump --inserts wrote.")
    private Optional<Path> file = Optional.empty();

    @Option(
        names = "--from-url",
        paramLabel = "URL",
        description =
            "A running Keystone (https://keystone.example:5000/v3), with the variables of an"
                + " administrator there: OS_USERNAME, OS_PASSWORD, OS_PROJECT_NAME, ..., OS_CACERT."
                + " Users come without passwords, which no API gives away.")
    private Optional<String> url = Optional.empty();

    @Override
    public void run() {
      if (file.isPresent() == url.isPresent()) {
        throw new CommandLine.ParameterException(
            spec.commandLine(), "Name either a dump or, with --from-url, a running Keystone.");
      }
      var login = new KeystoneLogin(System.getenv());
      var lines =
          url.isPresent()
              ? imported(login.auth(), WebClients.trusting(login.authorities()))
              : imported(Json.object(), HttpClient.newBuilder());
      var out = spec.commandLine().getOut();
      lines.forEach(out::println);
      out.flush();
    }

    private List<String> imported(JsonNode auth, HttpClient.Builder client) {
      try (var http = client.build()) {
        return withTools(data.folder(), tools -> imported(tools, auth, http));
      }
    }

    private List<String> imported(IdentityTools tools, JsonNode auth, HttpClient http) {
      try {
        return file.isPresent()
            ? tools.importKeystone(file.get())
            : tools.importKeystone(http, url.orElse(""), auth);
      } catch (IOException e) {
        throw new CloudException(
            CloudException.Kind.BAD_REQUEST, "Nothing was imported: " + e.getMessage(), "", e);
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
