package cairn.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * Closes connections on which a request's headers do not come to an end: none at all since the
 * connection was opened, or a few bytes now and then, by which the idle time-out is cheated. Safe
 * for many threads.
 */
final class SlowHeaders implements Connection.Listener, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(SlowHeaders.class.getName());

  /**
   * How a connection was when it was last looked at.
   *
   * @param requests that it had had
   * @param working whether one was being answered
   * @param bytes that had come when its last request had been answered
   * @param since when a part of another was there first; 0 while there is none
   */
  private record Mark(long requests, boolean working, long bytes, long since) {}

  private final Map<Connection, Mark> marks = new ConcurrentHashMap<>();
  private final Duration headersMax;
  private final Thread thread;

  SlowHeaders(Duration headersMax) {
    this.headersMax = headersMax;
    this.thread = Thread.ofVirtual().name("slow-headers").unstarted(this::watch);
  }

  void start() {
    thread.start();
  }

  @Override
  public void onOpened(Connection connection) {
    if (connection instanceof HttpConnection) {
      marks.put(connection, new Mark(0, false, 0, System.nanoTime()));
    }
  }

  @Override
  public void onClosed(Connection connection) {
    marks.remove(connection);
  }

  private void watch() {
    try {
      while (!Thread.interrupted()) {
        Thread.sleep(headersMax.dividedBy(4));
        marks.replaceAll(this::look);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Mark look(Connection connection, Mark before) {
    var requests = connection.getMessagesIn();
    var working = requests > connection.getMessagesOut();
    var bytes = connection.getBytesIn();
    if (working || before.working() || requests != before.requests()) {
      return new Mark(requests, working, bytes, 0);
    }
    if (requests > 0 && bytes == before.bytes()) {
      return before;
    }
    if (before.since() == 0) {
      return new Mark(requests, false, before.bytes(), System.nanoTime());
    }
    if (System.nanoTime() - before.since() > headersMax.toNanos()) {
      LOG.log(
          System.Logger.Level.DEBUG,
          "headers from {0} do not end",
          connection.getEndPoint().getRemoteSocketAddress());
      connection.getEndPoint().close();
    }
    return before;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
