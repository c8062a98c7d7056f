package cairn.simulated;

import cairn.agent.Transport;
import cairn.common.Entropy;
import cairn.common.Json;
import cairn.common.Time;
import cairn.protocol.FromHost;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One host's line to the server, with the faults that lines have: it is dead for a while, breaks,
 * and hands over reports twice or late. Safe for many threads.
 */
public final class FaultyTransport implements Transport {
  private static final System.Logger LOG = System.getLogger(FaultyTransport.class.getName());

  private final Transport behind;
  private final Faults faults;
  private final Time time;
  private final Dice dice;
  private final Set<Mouth> open = ConcurrentHashMap.newKeySet();
  private volatile long silentUntil;

  /** A line over that transport. */
  public FaultyTransport(Transport behind, Faults faults, Time time, Entropy entropy) {
    this.behind = behind;
    this.faults = faults;
    this.time = time;
    this.dice = new Dice(entropy);
    this.silentUntil = time.nanos();
  }

  /** From now on, and for so long, nothing gets through, in either direction. */
  public void silence(Duration duration) {
    silentUntil = time.nanos() + duration.toNanos();
  }

  /** Breaks the connection; the next may be dialled at once. */
  public void cut() {
    open.forEach(Mouth::cut);
  }

  @Override
  public Connection dial(Receiver receiver) throws IOException, InterruptedException {
    awaitSound();
    var mouth = new Mouth(behind.dial(new Ear(receiver)), receiver);
    open.add(mouth);
    return mouth;
  }

  private void awaitSound() throws InterruptedException {
    for (var left = left(); left > 0; left = left()) {
      time.sleep(Duration.ofNanos(left));
    }
  }

  private long left() {
    return silentUntil - time.nanos();
  }

  /** What comes in. */
  private final class Ear implements Receiver {
    private final Receiver receiver;

    Ear(Receiver receiver) {
      this.receiver = receiver;
    }

    @Override
    public void text(String message) {
      afterSilence(() -> receiver.text(message));
    }

    @Override
    public void binary(ByteBuffer frame) {
      afterSilence(() -> receiver.binary(frame));
    }

    @Override
    public void pong() {
      afterSilence(receiver::pong);
    }

    @Override
    public void ended(String reason) {
      afterSilence(() -> receiver.ended(reason));
    }

    private void afterSilence(Runnable hear) {
      try {
        awaitSound();
        hear.run();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** What goes out. */
  private final class Mouth implements Connection {
    private final Connection connection;
    private final Receiver receiver;
    private final ReentrantLock sending = new ReentrantLock(true);

    Mouth(Connection connection, Receiver receiver) {
      this.connection = connection;
      this.receiver = receiver;
    }

    @Override
    public void text(String message) throws IOException {
      awaitSoundToSpeak();
      if (faults.duplicates() + faults.late() > 0
          && Json.read(message, FromHost.class) instanceof FromHost.Observed) {
        report(message);
      } else {
        say(message);
      }
    }

    private void report(String message) throws IOException {
      if (dice.falls(faults.late())) {
        Thread.startVirtualThread(() -> sayLate(message));
        return;
      }
      say(message);
      if (dice.falls(faults.duplicates())) {
        Thread.startVirtualThread(() -> sayLate(message));
      }
    }

    private void sayLate(String message) {
      try {
        time.sleep(dice.about(faults.lateBy()));
        say(message);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (IOException e) {
        LOG.log(Level.DEBUG, "a late report came too late", e);
      }
    }

    private void say(String message) throws IOException {
      sending.lock();
      try {
        connection.text(message);
      } finally {
        sending.unlock();
      }
    }

    @Override
    public void binary(ByteBuffer frame) throws IOException {
      awaitSoundToSpeak();
      sending.lock();
      try {
        connection.binary(frame);
      } finally {
        sending.unlock();
      }
    }

    @Override
    public void ping() throws IOException {
      awaitSoundToSpeak();
      connection.ping();
    }

    private void awaitSoundToSpeak() throws IOException {
      try {
        awaitSound();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }

    void cut() {
      connection.close();
      receiver.ended("cut");
    }

    @Override
    public void close() {
      open.remove(this);
      connection.close();
    }
  }
}
