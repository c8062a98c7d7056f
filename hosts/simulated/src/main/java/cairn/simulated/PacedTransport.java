package cairn.simulated;

import cairn.agent.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets so many hosts of one process dial at a time: the next may when one has been answered, or has
 * given up. Safe for many threads.
 */
final class PacedTransport implements Transport {
  private final Transport behind;
  private final Semaphore turns;

  PacedTransport(Transport behind, int diallingMax) {
    this.behind = behind;
    this.turns = new Semaphore(diallingMax, true);
  }

  @Override
  public Connection dial(Receiver receiver) throws IOException, InterruptedException {
    turns.acquire();
    var turn = new Turn();
    try {
      return new Paced(behind.dial(new Answered(receiver, turn)), turn);
    } catch (IOException | InterruptedException | RuntimeException e) {
      turn.over();
      throw e;
    }
  }

  private final class Turn {
    private final AtomicBoolean over = new AtomicBoolean();

    void over() {
      if (over.compareAndSet(false, true)) {
        turns.release();
      }
    }
  }

  private record Answered(Receiver receiver, Turn turn) implements Receiver {
    @Override
    public void text(String message) {
      turn.over();
      receiver.text(message);
    }

    @Override
    public void binary(ByteBuffer frame) {
      receiver.binary(frame);
    }

    @Override
    public void pong() {
      receiver.pong();
    }

    @Override
    public void ended(String reason) {
      turn.over();
      receiver.ended(reason);
    }
  }

  private record Paced(Connection connection, Turn turn) implements Connection {
    @Override
    public void text(String message) throws IOException {
      connection.text(message);
    }

    @Override
    public void binary(ByteBuffer frame) throws IOException {
      connection.binary(frame);
    }

    @Override
    public void ping() throws IOException {
      connection.ping();
    }

    @Override
    public void close() {
      turn.over();
      connection.close();
    }
  }
}
