package cairn.qemu;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.common.Time;
import cairn.protocol.GuestStatus.State;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * One guest of this host: its process, watched by a virtual thread as long as it runs, and the
 * connection to it, which is made again when it breaks. Safe for many threads.
 */
final class QemuGuest {
  private static final System.Logger LOG = System.getLogger(QemuGuest.class.getName());
  private static final Duration CONNECT_MAX = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final GuestFolder folder;
  private final SerialLog serialLog;
  private final Consumer<UUID> changed;
  private final Time time;

  private Optional<GuestProcess> process = Optional.empty();
  private Optional<Qmp> connection = Optional.empty();
  private boolean paused;
  private boolean leaving;
  private boolean closed;
  private String reason = "";

  QemuGuest(GuestFolder folder, SerialLog serialLog, Consumer<UUID> changed, Time time) {
    this.folder = folder;
    this.serialLog = serialLog;
    this.changed = changed;
    this.time = time;
  }

  GuestFolder folder() {
    return folder;
  }

  /** Takes over a process that runs. */
  synchronized void attach(GuestProcess running) {
    process = Optional.of(running);
    paused = false;
    leaving = false;
    reason = "";
    Thread.ofVirtual().name("qemu-" + folder.server()).start(() -> watch(running));
  }

  synchronized State state() {
    if (process.filter(GuestProcess::alive).isPresent()) {
      return paused ? State.PAUSED : State.RUNNING;
    }
    return folder.exists() ? State.STOPPED : State.ABSENT;
  }

  synchronized String reason() {
    return reason;
  }

  /** The connection to QEMU, made when there is none. */
  synchronized Qmp qmp() throws IOException {
    var open = connection.filter(qmp -> !qmp.ended().isDone());
    if (open.isPresent()) {
      return open.get();
    }
    if (process.filter(GuestProcess::alive).isEmpty()) {
      throw new IOException("the guest does not run");
    }
    var qmp = Qmp.connect(folder.qmp(), CONNECT_MAX, this::event);
    connection = Optional.of(qmp);
    return qmp;
  }

  /** Ends the process; returns when it has gone. */
  void kill() {
    Optional<GuestProcess> running;
    synchronized (this) {
      leaving = true;
      running = process.filter(GuestProcess::alive);
    }
    try {
      if (running.isPresent() && !running.get().end(PATIENCE, time)) {
        throw new CloudException(
            Kind.INTERNAL, "The server could not be stopped.", running + " does not end", null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CloudException(Kind.UNAVAILABLE, "The host is being shut down.", "", e);
    }
  }

  synchronized void close() {
    closed = true;
    connection.ifPresent(Qmp::close);
  }

  /** Until the process ends: keeps the connection, the log's size, and tells of what changes. */
  private void watch(GuestProcess watched) {
    try {
      while (watched.alive() && !isClosed()) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!isClosed()) {
      ended(watched);
    }
  }

  private void look() throws InterruptedException {
    try {
      var qmp = qmp();
      refresh(qmp);
      serialLog.rotate(folder, qmp);
      qmp.ended().get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
      time.sleep(Duration.ofMillis(50)); // the process ends just after its connection
    } catch (TimeoutException | ExecutionException e) {
      LOG.log(Level.TRACE, "time to look again");
    } catch (IOException e) {
      LOG.log(Level.DEBUG, () -> "guest " + folder.server() + " is not reached", e);
      time.sleep(LOOK);
    }
  }

  private void refresh(Qmp qmp) throws IOException {
    var status = qmp.execute("query-status").path("status").asString("");
    if ("io-error".equals(status)) {
      qmp.execute("cont"); // goes on when there is room again, else stops again
    }
    paused(!"running".equals(status), status);
  }

  private void event(JsonNode event) {
    switch (event.path("event").asString("")) {
      case "SHUTDOWN" -> {
        synchronized (this) {
          leaving = true;
        }
      }
      case "STOP" -> paused(true, "paused");
      case "RESUME" -> paused(false, "");
      case "BLOCK_IO_ERROR" -> {
        if (event.path("data").path("nospace").asBoolean(false)) {
          note("The host's disk is full; the server waits until there is room.");
        }
      }
      default -> LOG.log(Level.TRACE, () -> folder.server() + ": " + event);
    }
  }

  private void paused(boolean now, String status) {
    boolean news;
    synchronized (this) {
      news = paused != now;
      paused = now;
      if (!now) {
        reason = "";
      } else if (reason.isEmpty()) {
        reason = status;
      }
    }
    if (news) {
      changed.accept(folder.server());
    }
  }

  private synchronized void note(String words) {
    reason = words;
  }

  private void ended(GuestProcess watched) {
    synchronized (this) {
      if (!process.equals(Optional.of(watched))) {
        return; // the guest has been started anew
      }
      connection.ifPresent(Qmp::close);
      connection = Optional.empty();
      process = Optional.empty();
      paused = false;
      reason = leaving ? "" : "QEMU ended by itself: " + Launcher.errors(folder);
    }
    changed.accept(folder.server());
  }

  private synchronized boolean isClosed() {
    return closed;
  }
}
