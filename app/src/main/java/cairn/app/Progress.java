package cairn.app;

import cairn.common.Time;
import java.io.PrintWriter;
import java.util.concurrent.Callable;

/** Prints each step of a start with the time that it took. Used by one thread. */
final class Progress {
  private final PrintWriter out;
  private final Time time;
  private final long start;

  Progress(PrintWriter out, Time time) {
    this.out = out;
    this.time = time;
    this.start = time.nanos();
  }

  /** Does one step and prints its line. */
  <T> T step(String name, Callable<T> work) {
    var before = time.nanos();
    try {
      var result = work.call();
      out.printf("  %-44s %6.2f s%n", name, seconds(before));
      out.flush();
      return result;
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(name + ": " + e.getMessage(), e);
    }
  }

  /** Does one step that gives nothing back. */
  void run(String name, ThrowingRunnable work) {
    step(
        name,
        () -> {
          work.run();
          return true;
        });
  }

  /** Prints a line with the time since the start. */
  void line(String text) {
    out.printf("%s (%.1f s)%n", text, seconds(start));
    out.flush();
  }

  private double seconds(long since) {
    return (time.nanos() - since) / 1e9;
  }

  /** Work that may fail in any way. */
  @FunctionalInterface
  interface ThrowingRunnable {
    void run() throws Exception;
  }
}
