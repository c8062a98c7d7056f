package cairn.bench;

import cairn.common.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** How busy the machine was from now on, and before: rates and times are to be read with it. */
final class OtherLoad {
  private final Time time;
  private final String before;
  private final long from;
  private final double busy;

  OtherLoad(Time time) throws IOException {
    this.time = time;
    before = Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
    from = time.nanos();
    busy = busySeconds();
  }

  /** A sentence for the page. */
  String sentence() throws IOException {
    var seconds = (time.nanos() - from) / 1e9;
    return String.format(
        Locale.ROOT,
        "The load average was %s before the run; all of the machine's processes together used %.0f %% of its processors during it.",
        before,
        100 * (busySeconds() - busy) / seconds / Runtime.getRuntime().availableProcessors());
  }

  /** User, nice, system, irq and softirq time of all processors (proc(5)); the others are waits. */
  private static double busySeconds() throws IOException {
    var fields = Files.readString(Path.of("/proc/stat")).lines().findFirst().orElseThrow();
    var ticks = Arrays.stream(fields.split(" +")).skip(1).mapToLong(Long::parseLong).toArray();
    return (ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6]) / 100.0;
  }
}
