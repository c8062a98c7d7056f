package cairn.bench.inner;

import cairn.bench.table.Line;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * A loop that is measured by itself.
 *
 * @param name what it is called on the command line, {@code jmh-...} or {@code gpu-...}
 * @param work what it does, for the table
 * @param benchmark the class and method that JMH runs
 * @param microsMax what is wanted at most, where something is
 */
public record InnerLoop(String name, String work, String benchmark, OptionalDouble microsMax) {
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  /** The flags of the cloud's JVM that matter here, and peace from JMH about the JDK's wishes. */
  private static final String[] FLAGS = {
    "-XX:+UseCompactObjectHeaders",
    "-XX:+UseG1GC",
    "-Xmx1g",
    "--enable-native-access=ALL-UNNAMED",
    "--sun-misc-unsafe-memory-access=allow"
  };

  /**
   * Runs it.
   *
   * @param thorough in several JVMs and for longer: a minute in place of a few seconds
   */
  public Line measure(boolean thorough) {
    System.setProperty("jmh.ignoreLock", "true");
    var options =
        new OptionsBuilder()
            .include("^" + benchmark.replace(".", "\\.") + "$")
            .jvmArgs(FLAGS)
            .forks(thorough ? 3 : 1)
            .warmupIterations(thorough ? 5 : 4)
            .warmupTime(TimeValue.milliseconds(thorough ? 2000 : 500))
            .measurementIterations(5)
            .measurementTime(TimeValue.milliseconds(thorough ? 2000 : 500))
            .addProfiler(GCProfiler.class)
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true);
    try {
      return line(new Runner(options.build()).run());
    } catch (RunnerException e) {
      throw new IllegalStateException(name + " was not measured", e);
    }
  }

  /** The median is what counts: a mean would tell of the others who use the machine. */
  private Line line(Collection<RunResult> results) {
    var result = results.iterator().next();
    var samples = result.getPrimaryResult().getStatistics();
    var micros = samples.getPercentile(50);
    var allocated = result.getSecondaryResults().get(ALLOCATED);
    var value =
        "%s µs, %s"
            .formatted(Line.number(micros), allocated == null ? "" : bytes(allocated.getScore()));
    var target = microsMax.isPresent() ? "under %.0f µs".formatted(microsMax.getAsDouble()) : "";
    var met =
        microsMax.isPresent()
            ? Optional.of(micros < microsMax.getAsDouble())
            : Optional.<Boolean>empty();
    return new Line(
        work,
        Line.number(1e6 / micros),
        Line.number(micros / 1000),
        Line.number(samples.getPercentile(99) / 1000),
        "",
        "",
        value,
        target,
        met,
        "");
  }

  private static String bytes(double count) {
    return count < 1000
        ? String.format(Locale.ROOT, "%.0f bytes", count)
        : String.format(Locale.ROOT, "%.1f kB", count / 1000);
  }

  /** A loop without a figure to reach. */
  static InnerLoop of(String name, String work, Class<?> benchmark, String method) {
    return new InnerLoop(name, work, benchmark.getName() + "." + method, OptionalDouble.empty());
  }

  /** The same with one. */
  InnerLoop under(double micros) {
    return new InnerLoop(name, work, benchmark, OptionalDouble.of(micros));
  }

  /** All of them, in the order in which they are measured. */
  public static List<InnerLoop> all() {
    return InnerLoops.ALL;
  }
}
