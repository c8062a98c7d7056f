package cairn.simulation;

import cairn.common.Background;
import cairn.testkit.FakeTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * All that goes on beside the requests, one step at a time, in an order that the seed gives. What
 * an owner (the server, a host) has begun ends with it. For one thread; {@link
 * Background.Loop#wake} may come from others.
 */
final class Scheduler {
  private final FakeTime time;
  private final SplittableRandom random;
  private final List<Entry> entries = new ArrayList<>();

  Scheduler(FakeTime time, SplittableRandom random) {
    this.time = time;
    this.random = random;
  }

  /** Something that may be done, at the earliest at its time. */
  private final class Entry implements Background.Loop {
    private final Object owner;
    private final String name;
    private final Background.@Nullable Step step;
    private final @Nullable Runnable task;
    private Instant due = Instant.MAX;
    private boolean started;
    private boolean closed;

    Entry(Object owner, String name, Background.@Nullable Step step, @Nullable Runnable task) {
      this.owner = owner;
      this.name = name;
      this.step = step;
      this.task = task;
    }

    @Override
    public synchronized void start(Duration delay) {
      if (!started) {
        started = true;
        due = due.equals(Instant.MIN) ? due : time.now().plus(delay);
        entries.add(this);
      }
    }

    @Override
    public synchronized void wake() {
      due = Instant.MIN;
    }

    @Override
    public void stop() {
      closed = true;
    }

    @Override
    public void close() {
      closed = true;
    }

    @Override
    public boolean await(Duration most) {
      return true;
    }

    void run() {
      if (task != null) {
        closed = true;
        task.run();
        return;
      }
      due = Instant.MAX;
      try {
        var pause = step == null ? UNTIL_WOKEN : step.run();
        var next = pause.equals(Background.UNTIL_WOKEN) ? Instant.MAX : time.now().plus(pause);
        due = next.isBefore(due) ? next : due;
      } catch (InterruptedException e) {
        throw new IllegalStateException("nobody interrupts here", e);
      }
    }

    private static final Duration UNTIL_WOKEN = Background.UNTIL_WOKEN;
  }

  /** Where that owner's loops run. */
  Background of(Object owner) {
    return new Background() {
      @Override
      public Loop loop(String name, Step step) {
        return new Entry(owner, name, step, null);
      }

      @Override
      public void run(String name, Runnable task) {
        new Entry(owner, name, null, task).start();
      }
    };
  }

  /** Where that owner's tasks run. */
  Executor executor(Object owner, String name) {
    return task -> of(owner).run(name, task);
  }

  /** Does something later. */
  void later(Object owner, String name, Duration delay, Runnable task) {
    new Entry(owner, name, null, task).start(delay);
  }

  /** Nothing more of what that owner has begun is done. */
  void end(Object owner) {
    entries.removeIf(entry -> entry.owner.equals(owner));
  }

  /** Does one step of those that are due; its name, or null when none is. */
  @Nullable String step() {
    entries.removeIf(entry -> entry.closed);
    var now = time.now();
    var ready = entries.stream().filter(entry -> !entry.due.isAfter(now)).toList();
    if (ready.isEmpty()) {
      return null;
    }
    var chosen = ready.get(random.nextInt(ready.size()));
    chosen.run();
    return chosen.name;
  }

  /** Lets the clock go on to when something is due, at most that far. */
  void idle(Duration most) {
    var now = time.now();
    var limit = now.plus(most);
    var next =
        entries.stream()
            .map(entry -> entry.due)
            .filter(due -> due.isAfter(now))
            .min(Instant::compareTo)
            .filter(due -> due.isBefore(limit))
            .orElse(limit);
    time.advance(Duration.between(now, next));
  }
}
