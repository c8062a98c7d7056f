package cairn.common;

import java.time.Duration;

/**
 * Where work goes on that no request waits for. In the program each loop has a thread of its own;
 * in a simulation one scheduler does their steps, one at a time. Implementations are safe for many
 * threads.
 */
public interface Background {
  /** Returned by a step that has nothing to do until it is woken. */
  Duration UNTIL_WOKEN = Duration.ofDays(10_000);

  /** One step of a loop: it never runs twice at once. */
  @FunctionalInterface
  interface Step {
    /** Does what there is to do; the result is how long the next step may wait. */
    Duration run() throws InterruptedException;
  }

  /** Steps that follow each other until it is closed. */
  interface Loop extends AutoCloseable {
    /** Begins, after that delay or when it is woken. */
    void start(Duration delay);

    /** Begins at once. */
    default void start() {
      start(Duration.ZERO);
    }

    /** Has it do a step now, or one more when it is at one. */
    void wake();

    /** Has no further step begin; the one that runs goes on to its end. */
    void stop();

    /** Has no further step begin, and interrupts the one that runs. */
    @Override
    void close();

    /** Waits, at most that long, for the step that runs; whether it has ended. */
    boolean await(Duration most) throws InterruptedException;
  }

  /** A loop of that name, which is its name in the log; {@link Loop#start} begins it. */
  Loop loop(String name, Step step);

  /** Does something once. */
  void run(String name, Runnable task);

  /** Virtual threads of this process. */
  static Background threads() {
    return ThreadBackground.INSTANCE;
  }
}
