package cairn.sql;

import cairn.common.Background;
import cairn.common.RequestId;
import cairn.common.Time;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * One listener of the change feed, called on a thread of its own, so that a slow one holds up no
 * other. What it missed (too slow, or it threw) it gets back as a resync. Close it to be called no
 * more.
 */
public final class Subscription implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Subscription.class.getName());
  private static final int WAITING_MAX = 10_000;
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final String topic;
  private final int batchMax;
  private final Consumer<List<Change>> onChanges;
  private final Runnable onResync;
  private final Time time;
  private final Background.Loop loop;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Change> waiting = new ArrayDeque<>();
  private boolean resync;
  private volatile boolean closed;

  Subscription(
      String topic,
      int batchMax,
      Consumer<List<Change>> onChanges,
      Runnable onResync,
      Time time,
      Background background) {
    this.topic = topic;
    this.batchMax = batchMax;
    this.onChanges = onChanges;
    this.onResync = onResync;
    this.time = time;
    this.loop = background.loop("changes of " + topic, this::step);
  }

  void start() {
    loop.start();
  }

  boolean closed() {
    return closed;
  }

  String topic() {
    return topic;
  }

  void offer(Change change) {
    lock.lock();
    try {
      if (waiting.size() >= WAITING_MAX) {
        waiting.clear();
        resync = true;
      } else {
        waiting.add(change);
      }
    } finally {
      lock.unlock();
    }
    loop.wake();
  }

  void resync() {
    lock.lock();
    try {
      waiting.clear();
      resync = true;
    } finally {
      lock.unlock();
    }
    loop.wake();
  }

  @Override
  public void close() {
    closed = true;
    loop.close();
  }

  private Duration step() {
    try {
      switch (next()) {
        case Turn.Nothing() -> {
          return Background.UNTIL_WOKEN;
        }
        case Turn.Resync() -> onResync.run();
        case Turn.Some(var changes) ->
            RequestId.run(changes.getFirst().requestId(), () -> onChanges.accept(changes));
      }
    } catch (RuntimeException e) {
      if (!closed) {
        LOG.log(System.Logger.Level.WARNING, "listener of " + topic + " failed, resync follows", e);
        resync();
        pause();
      }
    }
    return Duration.ZERO;
  }

  /** What is to be done next. */
  private sealed interface Turn {
    record Nothing() implements Turn {}

    record Resync() implements Turn {}

    record Some(List<Change> changes) implements Turn {}
  }

  private Turn next() {
    lock.lock();
    try {
      if (resync) {
        resync = false;
        return new Turn.Resync();
      }
      var changes = new ArrayList<Change>();
      while (changes.size() < batchMax && !waiting.isEmpty()) {
        changes.add(waiting.remove());
      }
      return changes.isEmpty() ? new Turn.Nothing() : new Turn.Some(List.copyOf(changes));
    } finally {
      lock.unlock();
    }
  }

  private void pause() {
    try {
      time.sleep(AFTER_FAILURE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
