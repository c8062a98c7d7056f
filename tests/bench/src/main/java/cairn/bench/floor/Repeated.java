package cairn.bench.floor;

import cairn.common.Time;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Does a piece of work again and again for a while, on some threads, and counts. */
final class Repeated {
  private static final int WARM_ROUNDS_MAX = 12;
  private static final long WARM_COUNT = 4000;
  private static final double WARM_SHARE = 0.95;

  private static final Time TIME = Time.system();

  private Repeated() {}

  /** A piece of work; of one thread. */
  @FunctionalInterface
  interface Task {
    void run() throws Exception;
  }

  /** Makes the work of one thread. */
  @FunctionalInterface
  interface Maker {
    Task make() throws Exception;
  }

  static FloorProgram.Outcome run(FloorProgram.Order order, Maker maker) throws Exception {
    var tasks = new ArrayList<Task>();
    for (var i = 0; i < order.threads(); i++) {
      tasks.add(maker.make());
    }
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    var all = warm(tasks, order.millis() / 2, system);
    var cpu = system.getProcessCpuTime();
    var from = TIME.nanos();
    var count = rounds(tasks, order.millis());
    var nanos = TIME.nanos() - from;
    for (var task : tasks) {
      if (task instanceof AutoCloseable open) {
        open.close();
      }
    }
    return new FloorProgram.Outcome(
        0, count, all + count, nanos / 1e9, (system.getProcessCpuTime() - cpu) / 1e6);
  }

  /** Until the processor time for one does not fall any more; how often it was done. */
  private static long warm(List<Task> tasks, long millis, OperatingSystemMXBean system)
      throws InterruptedException {
    var all = 0L;
    var before = Double.MAX_VALUE;
    for (var round = 0; round < WARM_ROUNDS_MAX; round++) {
      var cpu = system.getProcessCpuTime();
      var count = rounds(tasks, millis);
      var each = (double) (system.getProcessCpuTime() - cpu) / Math.max(1, count);
      all += count;
      if (all >= WARM_COUNT && each >= before * WARM_SHARE) {
        break;
      }
      before = each;
    }
    return all;
  }

  private static long rounds(List<Task> tasks, long millis) throws InterruptedException {
    var count = new AtomicLong();
    var until = TIME.nanos() + millis * 1_000_000;
    var threads = new ArrayList<Thread>();
    for (var task : tasks) {
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                var own = 0L;
                try {
                  while (TIME.nanos() < until) {
                    task.run();
                    own++;
                  }
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                } finally {
                  count.addAndGet(own);
                }
              }));
    }
    for (var thread : threads) {
      thread.join();
    }
    return count.get();
  }
}
