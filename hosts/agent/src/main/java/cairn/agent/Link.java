package cairn.agent;

import cairn.common.Entropy;
import cairn.common.Time;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Keeps one stream to the server: dials it, and dials again when it ends. */
final class Link implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Link.class.getName());
  private static final Duration WELCOME_MAX = Duration.ofSeconds(60);
  private static final Duration CLOSE_MAX = Duration.ofSeconds(10);
  private static final Duration RECONNECT_FIRST = Duration.ofMillis(250);

  private final AgentSettings settings;
  private final Dialogue dialogue;
  private final Outbox outbox;
  private final Transport transport;
  private final Time time;
  private final Backoff backoff;
  private final Thread thread;
  private volatile boolean welcomed;
  private volatile boolean closed;
  private boolean complained;

  Link(
      AgentSettings settings,
      Dialogue dialogue,
      Outbox outbox,
      Transport transport,
      Time time,
      Entropy entropy) {
    this.settings = settings;
    this.dialogue = dialogue;
    this.outbox = outbox;
    this.transport = transport;
    this.time = time;
    this.backoff = new Backoff(RECONNECT_FIRST, settings.reconnectMax(), entropy);
    this.thread = Thread.ofVirtual().name("agent-link").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  boolean welcomed() {
    return welcomed;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(CLOSE_MAX);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!closed) {
        try {
          once();
        } catch (IOException | TimeoutException e) {
          complain(e);
        }
        time.sleep(backoff.next());
      }
    } catch (InterruptedException e) {
      LOG.log(Level.DEBUG, "the link is closed", e);
    }
  }

  /** Says once why the server cannot be reached, not at every try. */
  private void complain(Exception e) {
    LOG.log(complained ? Level.DEBUG : Level.WARNING, () -> "no stream to " + settings.server(), e);
    complained = true;
  }

  private void once() throws IOException, TimeoutException, InterruptedException {
    try (var stream = new Stream(time)) {
      stream.dial(transport);
      dialogue.begin(stream);
      if (!dialogue.welcomed(stream.welcome(WELCOME_MAX), stream)) {
        return;
      }
      welcomed = true;
      complained = false;
      backoff.reset();
      LOG.log(Level.INFO, "connected to {0}", settings.server());
      stream.listen(dialogue);
      var sender = Thread.ofVirtual().name("agent-sender").start(() -> send(stream));
      stream.beat(settings.heartbeat(), time);
      sender.interrupt();
      LOG.log(Level.INFO, "the stream to {0} ended: {1}", settings.server(), stream.reason());
    } finally {
      welcomed = false;
      dialogue.ended();
    }
  }

  private void send(Stream stream) {
    try {
      for (var next = outbox.take(); next.isPresent(); next = outbox.take()) {
        stream.send(next.get());
      }
    } catch (IOException e) {
      stream.end("cannot be written to");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
