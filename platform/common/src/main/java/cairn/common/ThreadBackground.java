package cairn.common;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Each loop on a virtual thread. */
enum ThreadBackground implements Background {
  INSTANCE;

  @Override
  public Loop loop(String name, Step step) {
    return new ThreadLoop(name, step);
  }

  @Override
  public void run(String name, Runnable task) {
    Thread.ofVirtual().name(name).start(task);
  }

  private static final class ThreadLoop implements Loop {
    private static final System.Logger LOG = System.getLogger(Background.class.getName());
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final String name;
    private final Step step;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition awake = lock.newCondition();
    private boolean woken;
    private volatile boolean closed;
    private volatile Duration delay = Duration.ZERO;

    ThreadLoop(String name, Step step) {
      this.name = name;
      this.step = step;
      this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    @Override
    public void start(Duration first) {
      delay = first;
      thread.start();
    }

    @Override
    public void wake() {
      lock.lock();
      try {
        woken = true;
        awake.signal();
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void stop() {
      closed = true;
      wake();
    }

    @Override
    public void close() {
      closed = true;
      thread.interrupt();
    }

    @Override
    public boolean await(Duration most) throws InterruptedException {
      return thread.getState() == Thread.State.NEW || thread.join(most);
    }

    private void run() {
      try {
        rest(delay);
        while (!closed) {
          rest(once());
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }

    private Duration once() throws InterruptedException {
      try {
        return step.run();
      } catch (RuntimeException e) {
        if (!closed) {
          LOG.log(System.Logger.Level.WARNING, name + " failed; it goes on", e);
        }
        return AFTER_FAILURE;
      }
    }

    private void rest(Duration most) throws InterruptedException {
      lock.lock();
      try {
        var left = most.equals(UNTIL_WOKEN) ? Long.MAX_VALUE : most.toNanos();
        while (!woken && !closed && left > 0) {
          left = awake.awaitNanos(left);
        }
        woken = false;
      } finally {
        lock.unlock();
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
