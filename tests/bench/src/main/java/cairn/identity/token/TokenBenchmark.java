package cairn.identity.token;

import cairn.common.Entropy;
import cairn.common.Time;
import cairn.identity.CatalogService;
import cairn.identity.IdentityModule;
import cairn.identity.IdentitySettings;
import cairn.policy.Caller;
import cairn.sql.Database;
import cairn.sql.DatabaseConfig;
import cairn.sql.ThrowAwayPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** From a token's text to its caller, with the directory that a first start makes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TokenBenchmark {
  /** More than the memory of opened tokens holds, so that each is always a new one. */
  private static final int TEXTS = 10_000;

  private final Time time = Time.system();
  private final Path keys = folder();
  private final DatabaseConfig config =
      ThrowAwayPostgres.create(List.of(IdentityModule.MIGRATIONS));
  private final Database database = Database.open(config, time, Entropy.system());
  private final Tokens tokens = tokens();
  private final String[] texts = new String[TEXTS];
  private int next;

  private static Path folder() {
    try {
      return Files.createTempDirectory("cairn-bench-keys-");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Tokens tokens() {
    var identity =
        new IdentityModule(
            database,
            time,
            Entropy.system(),
            IdentitySettings.of(keys),
            List.of(new CatalogService("identity", "keystone", "/identity", "")));
    identity.start("secret");
    return (Tokens) identity.authenticator();
  }

  /** Issues the tokens. */
  @Setup
  public void issue() {
    var user = id("SELECT id FROM user_account WHERE name = 'admin'");
    var project = id("SELECT id FROM project WHERE name = 'admin'");
    for (var i = 0; i < TEXTS; i++) {
      var wanted =
          new Tokens.Wanted(
              time.now(),
              user,
              Set.of(AuthMethod.PASSWORD),
              new TokenScope.Project(project),
              Optional.empty(),
              Optional.empty(),
              Optional.empty());
      texts[i] = tokens.issue(wanted).orElseThrow().text();
    }
  }

  private String id(String sql) {
    return database.read(tx -> tx.sql(sql).one(row -> row.text("id")));
  }

  /** The same token again, as nearly every request has it. */
  @Benchmark
  public Caller known() {
    return tokens.authenticate(texts[0]).orElseThrow();
  }

  /** One that has to be decrypted. */
  @Benchmark
  public Caller unknown() {
    next = (next + 1) % TEXTS;
    return tokens.authenticate(texts[next]).orElseThrow();
  }

  /** Leaves nothing behind. */
  @TearDown
  public void remove() throws IOException {
    database.close();
    ThrowAwayPostgres.drop(config);
    try (var files = Files.walk(keys)) {
      for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
