package cairn.simulation;

import cairn.common.Json;
import cairn.http.Socket;
import cairn.http.SocketListener;
import cairn.protocol.FromHost;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * One stream between a host and the server. Messages wait on both ways until the scheduler delivers
 * them; reports may come twice.
 */
final class Wire implements Socket {
  private static final Duration LATE_MAX = Duration.ofSeconds(3);

  private final String name;
  private final SocketListener listener;
  private final Server server;
  private final Scheduler scheduler;
  private final SplittableRandom random;
  private final BiConsumer<String, Consumer<FromHost>> toHost;
  private final Deque<String> waitingForServer = new ArrayDeque<>();
  private final Deque<String> waitingForHost = new ArrayDeque<>();
  private Runnable onEnd = () -> {};
  private boolean open = true;
  private boolean told;
  private final double repeated;

  Wire(
      String name,
      SocketListener listener,
      Server server,
      Scheduler scheduler,
      SplittableRandom random,
      double repeated,
      BiConsumer<String, Consumer<FromHost>> toHost) {
    this.name = name;
    this.listener = listener;
    this.server = server;
    this.scheduler = scheduler;
    this.random = random;
    this.repeated = repeated;
    this.toHost = toHost;
    this.life = server.door();
  }

  private final Object life;

  void open(Runnable ended) {
    onEnd = ended;
    listener.opened(this);
  }

  boolean open() {
    return open && alive();
  }

  private boolean alive() {
    return server.lives() && server.door() == life;
  }

  /** The host dials again: it had read all that came before it saw the stream end. */
  void abandon() {
    open = false;
    waitingForHost.clear();
  }

  /** From the host. */
  void send(FromHost message) {
    if (!open()) {
      return;
    }
    var text = Json.write(message);
    waitingForServer.add(text);
    later(this::deliverToServer);
    if (message instanceof FromHost.Observed && random.nextDouble() < repeated) {
      waitingForServer.add(text);
      later(this::deliverToServer);
    }
  }

  private void later(Runnable delivery) {
    var delay = random.nextInt(4) == 0 ? random.nextLong(LATE_MAX.toMillis()) : 0;
    scheduler.later(this, name + " stream", Duration.ofMillis(delay), delivery);
  }

  private void deliverToServer() {
    var text = waitingForServer.poll();
    if (text != null && alive()) {
      listener.text(text);
    }
  }

  private void deliverToHost() {
    var text = waitingForHost.poll();
    if (text != null && open) {
      toHost.accept(text, this::send);
    }
  }

  /** The host hears nothing more; the server gets what is under way, and then hears of it. */
  void cut() {
    if (!open) {
      return;
    }
    open = false;
    waitingForHost.clear();
    scheduler.later(
        this, name + " stream", Duration.ofMillis(random.nextLong(5000)), this::tellServer);
  }

  private void tellServer() {
    if (alive() && !told) {
      told = true;
      waitingForServer.clear();
      listener.closed(1006, "broken");
    }
  }

  @Override
  public void sendText(String message) throws IOException {
    if (!open) {
      throw new IOException("the stream is broken");
    }
    waitingForHost.add(message);
    later(this::deliverToHost);
  }

  @Override
  public void sendBinary(ByteBuffer bytes) {}

  @Override
  public void close(int code, String reason) {
    if (open) {
      open = false;
      waitingForHost.clear();
      onEnd.run();
    }
    tellServer();
  }

  @Override
  public boolean isOpen() {
    return open;
  }
}
