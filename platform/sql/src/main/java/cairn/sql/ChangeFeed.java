package cairn.sql;

import cairn.common.Background;
import cairn.common.CloudException;
import cairn.common.Time;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Tells what was committed, by any server, to those who keep something derived from the rows. A
 * NOTIFY hurries it; a look every second is what it rests on. Changes are delivered at least once
 * and roughly in order; whenever some may have been missed (a new connection, a slow listener) the
 * listener is asked to resync, that is to read all it derives from again. Safe for many threads.
 */
public final class ChangeFeed implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ChangeFeed.class.getName());
  private static final int BATCH_MAX = 1000;
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration KEEP = Duration.ofHours(1);
  private static final Duration TRIM_EVERY = Duration.ofMinutes(5);

  private final DatabaseConfig config;
  private final Time time;
  private final Background background;
  private final Duration window;
  private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private volatile boolean closed;
  private volatile boolean connected;
  private volatile @Nullable Connection connection;
  private @Nullable ChangeCursor cursor;
  private long trimmed;
  private boolean more;

  /** A feed of that database; it does nothing until {@link #start}. */
  public ChangeFeed(DatabaseConfig config, Time time) {
    this(config, time, Background.threads());
  }

  /** The same, whose listeners are called where that says. */
  public ChangeFeed(DatabaseConfig config, Time time, Background background) {
    this.config = config;
    this.time = time;
    this.background = background;
    this.window = config.transactionTimeout().multipliedBy(2);
    // Waiting on a selector would hold a carrier thread.
    this.thread = Thread.ofPlatform().daemon().name("change-feed").unstarted(this::loop);
  }

  /** Begins to listen, in the background. */
  public void start() {
    thread.start();
  }

  /**
   * Calls the listener, on a thread of its own, for each change of that topic, and for a resync at
   * first and whenever changes may have been missed.
   */
  public Subscription subscribe(String topic, Consumer<Change> onChange, Runnable onResync) {
    return add(
        new Subscription(
            topic, 1, changes -> onChange.accept(changes.getFirst()), onResync, time, background));
  }

  /**
   * The same for a listener to whom many changes are no more work than one: it is given all that
   * have come while it was busy, under the request id of the first.
   */
  public Subscription subscribeAll(
      String topic, Consumer<List<Change>> onChanges, Runnable onResync) {
    return add(new Subscription(topic, BATCH_MAX, onChanges, onResync, time, background));
  }

  private Subscription add(Subscription subscription) {
    subscription.start();
    subscriptions.add(subscription);
    if (connected) {
      subscription.resync();
    }
    return subscription;
  }

  /** Whether it is connected, so that changes come at once. */
  public boolean connected() {
    return connected;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    disconnect();
    subscriptions.forEach(Subscription::close);
    try {
      if (thread.getState() != Thread.State.NEW) {
        thread.join(Duration.ofSeconds(5));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Looks once, without waiting: for those who have a clock of their own and do not {@link #start}
   * it. Not from two threads at once.
   *
   * @return whether it found something
   */
  public boolean look() {
    try {
      var reader = cursor;
      if (reader == null) {
        reader = listen();
      }
      var changes = reader.read();
      more = changes.size() >= ChangeCursor.BATCH;
      changes.forEach(this::deliver);
      if (time.nanos() - trimmed > TRIM_EVERY.toNanos()) {
        reader.trim(KEEP);
        trimmed = time.nanos();
      }
      subscriptions.removeIf(Subscription::closed);
      return !changes.isEmpty();
    } catch (SQLException | CloudException e) {
      interrupted(e);
      return false;
    }
  }

  private ChangeCursor listen() throws SQLException {
    var fresh = Connections.open(config);
    connection = fresh;
    try (var statement = fresh.createStatement()) {
      statement.execute("LISTEN " + ChangeStore.CHANNEL);
    }
    var reader = new ChangeCursor(fresh, time, window);
    cursor = reader;
    trimmed = time.nanos();
    // From here on nothing is missed, so what is read from here on is current.
    connected = true;
    subscriptions.forEach(Subscription::resync);
    return reader;
  }

  private void interrupted(Exception e) {
    if (!closed) {
      LOG.log(System.Logger.Level.WARNING, "change feed is interrupted: {0}", e.getMessage());
    }
    connected = false;
    cursor = null;
    disconnect();
  }

  private void loop() {
    while (!closed) {
      if (look() && more) {
        continue;
      }
      if (connected) {
        awaitHint();
      } else {
        pause();
      }
    }
  }

  private void awaitHint() {
    var open = connection;
    try {
      if (open != null) {
        open.unwrap(PGConnection.class).getNotifications((int) POLL.toMillis());
      }
    } catch (SQLException e) {
      interrupted(e);
    }
  }

  private void deliver(Change change) {
    for (var subscription : subscriptions) {
      if (subscription.topic().equals(change.topic())) {
        subscription.offer(change);
      }
    }
  }

  private void disconnect() {
    var open = connection;
    if (open != null) {
      try {
        open.abort(Runnable::run);
      } catch (SQLException e) {
        LOG.log(System.Logger.Level.DEBUG, "change feed's connection", e);
      }
    }
  }

  private void pause() {
    try {
      if (!closed) {
        time.sleep(Duration.ofMillis(200));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
