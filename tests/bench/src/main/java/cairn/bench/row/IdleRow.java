package cairn.bench.row;

import cairn.bench.cloud.Pause;
import cairn.bench.cloud.Processes;
import cairn.bench.table.Line;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What the cloud needs when nobody asks for anything. */
record IdleRow() implements Row {
  private static final Duration SETTLE = Duration.ofSeconds(20);
  private static final Duration WATCHED = Duration.ofSeconds(30);
  private static final double MIB_MAX = 350;
  private static final double CPU_PERCENT_MAX = 1;

  @Override
  public String name() {
    return "idle";
  }

  @Override
  public boolean anywhere() {
    return false;
  }

  @Override
  public int hosts(Options options) {
    return 0;
  }

  @Override
  public List<Line> measure(Run run) throws IOException {
    var cloud = run.local().orElseThrow();
    cloud.stop();
    cloud.start(0);
    Pause.of(SETTLE);
    var all = cloud.processes();
    var before = all.cpuMillis();
    Pause.of(WATCHED);
    var percent = (all.cpuMillis() - before) / WATCHED.toMillis() * 100;
    var postgres = new Processes(() -> cloud.postgres().stream().toList()).pssMib();
    var mib = all.pssMib();
    return List.of(
        Line.plain(
            "memory when idle (PSS)",
            String.format(
                Locale.ROOT,
                "%.0f MiB = JVM %.0f + PostgreSQL %.0f",
                mib,
                mib - postgres,
                postgres),
            "under 350 MiB",
            mib < MIB_MAX),
        Line.plain(
            "processor when idle",
            String.format(Locale.ROOT, "%.2f %% of a core", percent),
            "under 1 %",
            percent < CPU_PERCENT_MAX));
  }
}
