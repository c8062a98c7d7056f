package cairn.bench.table;

import cairn.bench.load.Measured;
import java.util.Locale;
import java.util.Optional;

/**
 * A line of the table; every cell is text.
 *
 * @param met whether the target is met; empty where there is none
 * @param reference what the reference implementation needed on a like machine
 */
public record Line(
    String work,
    String rate,
    String p50,
    String p99,
    String cpu,
    String floor,
    String ratio,
    String target,
    Optional<Boolean> met,
    String reference) {

  /** Of a load without floor and target. */
  public static Line of(String work, Measured measured, String reference) {
    var failures = measured.failures() == 0 ? "" : " (%d failed)".formatted(measured.failures());
    return new Line(
        work + failures,
        number(measured.rate()),
        number(measured.p50Millis()),
        number(measured.p99Millis()),
        measured.cpuMillis() > 0 ? number(measured.cpuMillis()) : "",
        "",
        "",
        "",
        Optional.empty(),
        reference);
  }

  /** Of something that is no load: what it came to stands in the column of its kind. */
  public static Line plain(String work, String ratio, String target, boolean met) {
    return new Line(work, "", "", "", "", "", ratio, target, Optional.of(met), "");
  }

  /** Of something that could not be measured. */
  public static Line failed(String work) {
    return new Line(work, "", "", "", "", "", "", "", Optional.empty(), "");
  }

  /** The same with what it is compared with. */
  public Line with(String floor, String ratio, String target, Optional<Boolean> met) {
    return new Line(work, rate, p50, p99, cpu, floor, ratio, target, met, reference);
  }

  /** Three digits that count. */
  public static String number(double value) {
    if (value >= 100) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    var places = value >= 10 ? 1 : value >= 1 ? 2 : value >= 0.1 ? 3 : 4;
    return String.format(Locale.ROOT, "%." + places + "f", value);
  }
}
