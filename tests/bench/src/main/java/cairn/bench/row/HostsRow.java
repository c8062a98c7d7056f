package cairn.bench.row;

import cairn.bench.cloud.Heap;
import cairn.bench.cloud.LocalCloud;
import cairn.bench.cloud.Pause;
import cairn.bench.load.Message;
import cairn.bench.table.Line;
import cairn.common.Entropy;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What many hosts and servers need when nothing happens. A simulated host is in the same JVM, so
 * both ends of its stream count, and its guests.
 */
record HostsRow() implements Row {
  private static final int CLIENTS = 16;
  private static final Duration SETTLE = Duration.ofSeconds(15);
  private static final Duration WATCHED = Duration.ofSeconds(30);
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  @Override
  public String name() {
    return "hosts";
  }

  @Override
  public boolean anywhere() {
    return false;
  }

  @Override
  public List<Line> measure(Run run) throws IOException {
    var cloud = run.local().orElseThrow();
    var options = run.options();
    var few = heap(cloud);
    run.ensureHosts(options.hosts());
    var many = heap(cloud);
    var all = cloud.processes();
    var before = all.cpuMillis();
    Pause.of(WATCHED);
    var percent = (all.cpuMillis() - before) / WATCHED.toMillis() * 100;
    var mib = all.pssMib();
    create(run, options.created());
    var full = heap(cloud);
    return List.of(
        told(
            "processor when idle, %,d simulated hosts".formatted(options.hosts()),
            String.format(Locale.ROOT, "%.2f %% of a core, PSS %.0f MiB", percent, mib)),
        told(
            "heap of a simulated host, both ends of its stream",
            String.format(Locale.ROOT, "%.1f KiB", (many - few) / (options.hosts() - FEW_HOSTS))),
        told(
            "heap of a server and its simulated guest",
            String.format(Locale.ROOT, "%.1f KiB", (full - many) / options.created())));
  }

  private static double heap(LocalCloud cloud) throws IOException {
    Pause.of(SETTLE);
    return Heap.usedKib(cloud.jvm().orElseThrow());
  }

  private static Line told(String work, String value) {
    return new Line(work, "", "", "", "", "", value, "", Optional.empty(), "");
  }

  private static void create(Run run, int count) {
    var url = run.api().url("compute", "/servers");
    run.load(url, CLIENTS, 202)
        .count(
            count,
            _ ->
                Message.of(
                    "POST",
                    url,
                    run.api().headers("compute"),
                    run.fixture().serverBody("bench-" + Entropy.system().hexId())));
    while (!ServerCreationRow.settledAll(run)) {
      Pause.of(LOOK_EVERY);
    }
  }
}
