package cairn.sql;

import cairn.common.RequestId;
import cairn.common.Time;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
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
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Deque<Change> waiting = new ArrayDeque<>();
  private boolean resync;
  private volatile boolean closed;

  Subscription(
      String topic, int batchMax, Consumer<List<Change>> onChanges, Runnable onResync, Time time) {
    this.topic = topic;
    this.batchMax = batchMax;
    this.onChanges = onChanges;
    this.onResync = onResync;
    this.time = time;
    this.thread = Thread.ofVirtual().name("changes of " + topic).unstarted(this::loop);
  }

  void start() {
    thread.start();
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
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  void resync() {
    lock.lock();
    try {
      waiting.clear();
      resync = true;
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private void loop() {
    while (!closed) {
      try {
        var changes = next();
        if (changes.isEmpty()) {
          onResync.run();
        } else {
          RequestId.run(changes.getFirst().requestId(), () -> onChanges.accept(changes));
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        if (!closed) {
          LOG.log(
              System.Logger.Level.WARNING, "listener of " + topic + " failed, resync follows", e);
          resync();
          pause();
        }
      }
    }
  }

  /** The next changes, or none when it is a resync's turn. */
  private List<Change> next() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!resync && waiting.isEmpty()) {
        arrived.await();
      }
      if (resync) {
        resync = false;
        return List.of();
      }
      var changes = new ArrayList<Change>();
      while (changes.size() < batchMax && !waiting.isEmpty()) {
        changes.add(waiting.remove());
      }
      return List.copyOf(changes);
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
