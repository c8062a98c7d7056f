package cairn.bench;

import cairn.bench.cloud.Account;
import cairn.bench.cloud.Api;
import cairn.bench.cloud.LocalCloud;
import cairn.bench.floor.Floors;
import cairn.bench.inner.InnerLoop;
import cairn.bench.row.Fixture;
import cairn.bench.row.Options;
import cairn.bench.row.Row;
import cairn.bench.row.Rows;
import cairn.bench.row.Run;
import cairn.bench.table.Line;
import cairn.bench.table.Page;
import cairn.bench.table.Table;
import cairn.common.Time;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cairn bench}: measures a cloud of ours that is thrown away, or any other. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measure what requests cost, against their floor.")
public final class Bench implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "NAME",
      description = "The rows to measure, or a first word of theirs (default: all).")
  private List<String> names = List.of();

  @Option(
      names = "--against",
      paramLabel = "URL",
      description = "Measure the cloud of that identity service, logged in by OS_* or OS_CLOUD.")
  private Optional<URI> against = Optional.empty();

  @Option(names = "--seconds", description = "For how long each load is measured (default: 5).")
  private int seconds = 5;

  @Option(names = "--clients", description = "How many clients send at once (default: 8).")
  private int clients = 8;

  @Option(names = "--servers", description = "Servers that lists are measured with (1000).")
  private int servers = 1000;

  @Option(names = "--created", description = "Servers that 16 clients create (1000).")
  private int created = 1000;

  @Option(names = "--hosts", description = "Simulated hosts (1000).")
  private int hosts = 1000;

  @Option(names = "--providers", description = "Resource providers for candidates (1000).")
  private int providers = 1000;

  @Option(names = "--long", description = "Measure inner loops in three JVMs, a minute each.")
  private boolean thorough;

  @Option(names = "--write", description = "Write the table to docs/operator/performance.md too.")
  private boolean write;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Bench()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    var known = new ArrayList<String>();
    Rows.ALL.forEach(row -> known.add(row.name()));
    InnerLoop.all().forEach(loop -> known.add(loop.name()));
    var chosen = Choice.of(names, known);
    var rows = Rows.ALL.stream().filter(row -> chosen.has(row.name())).toList();
    var table = new Table();
    var others = new OtherLoad(Time.system());
    if (against.isPresent()) {
      var account = Account.of(System.getenv(), against);
      measure(rows.stream().filter(Row::anywhere).toList(), account, Optional.empty(), table);
    } else {
      if (!rows.isEmpty()) {
        measureOurs(rows, table);
      }
      InnerLoop.all().stream()
          .filter(loop -> chosen.has(loop.name()))
          .forEach(loop -> measure(loop, table));
    }
    out().print(table.text());
    out().flush();
    if (write) {
      var command =
          "./cairn bench " + String.join(" ", spec.commandLine().getParseResult().originalArgs());
      new Page(home().resolve("docs/operator/performance.md"))
          .write(command, others.sentence(), table);
    }
    return 0;
  }

  private void measure(InnerLoop loop, Table table) {
    say("measuring " + loop.name());
    var line = loop.measure(thorough);
    table.add(line);
    say("  %s: %s".formatted(line.work(), line.ratio()));
  }

  /** Closed by a signal too, so that no cloud is left behind. */
  private void measureOurs(List<Row> rows, Table table) throws IOException {
    try (var cloud = new LocalCloud(home())) {
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(cloud::abandon));
      say("bringing up a cloud in " + cloud.data());
      cloud.start(Row.FEW_HOSTS);
      measure(rows, cloud.account(), Optional.of(cloud), table);
    }
  }

  private void measure(List<Row> rows, Account account, Optional<LocalCloud> local, Table table)
      throws IOException {
    var options =
        new Options(Duration.ofSeconds(seconds), clients, servers, created, hosts, providers);
    var floors =
        local.isEmpty()
            ? Optional.<Floors>empty()
            : Optional.of(new Floors(local.get(), clients, options.time()));
    try (var api = Api.login(account)) {
      var fixture = new Fixture(api, options);
      var run = new Run(options, api, fixture, local, floors);
      for (var row : rows) {
        measure(row, run, table);
      }
      if (local.isEmpty()) {
        fixture.remove();
      }
    } finally {
      if (floors.isPresent()) {
        floors.get().close();
      }
    }
  }

  /** One that fails says so in the table, and the others are measured yet. */
  private void measure(Row row, Run run, Table table) {
    say("measuring " + row.name());
    try {
      run.ensureHosts(row.hosts(run.options()));
      for (var line : row.measure(run)) {
        table.add(line);
        say(
            "  %s: %s/s, CPU %s ms, floor %s, %s"
                .formatted(line.work(), line.rate(), line.cpu(), line.floor(), line.ratio()));
      }
    } catch (IOException | RuntimeException e) {
      table.add(Line.failed(row.name() + " was not measured: " + e.getMessage()));
      say("  " + e);
    }
  }

  private static Path home() {
    return Path.of(System.getProperty("cairn.home"));
  }

  private void say(String text) {
    var err = spec.commandLine().getErr();
    err.println(text);
    err.flush();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
