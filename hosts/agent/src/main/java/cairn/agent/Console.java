package cairn.agent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.ArrayDeque;
import java.util.UUID;

/**
 * One console channel. What the guest sends is read only as fast as the stream takes it; what the
 * user sends waits in a bounded queue, so that one stuck guest does not hold up the stream.
 */
final class Console {
  private static final int FRAME_BYTES = 32 << 10;
  private static final int QUEUE_BYTES_MAX = 1 << 20;

  private final UUID id;
  private final ArrayDeque<ByteBuffer> toGuest = new ArrayDeque<>();
  private int queuedBytes;
  private String closed = "";

  Console(UUID id) {
    this.id = id;
  }

  synchronized void toGuest(ByteBuffer bytes) {
    queuedBytes += bytes.remaining();
    if (queuedBytes > QUEUE_BYTES_MAX) {
      close("the server's console does not read");
      return;
    }
    toGuest.add(bytes);
    notifyAll();
  }

  synchronized void close(String reason) {
    if (closed.isEmpty()) {
      closed = reason;
    }
    notifyAll();
  }

  /** Carries bytes both ways until either side ends; says why it ended. */
  String relay(ByteChannel guest, Channel stream) throws IOException {
    var writer = Thread.ofVirtual().start(() -> write(guest));
    try {
      var frame = ByteBuffer.allocate(16 + FRAME_BYTES);
      while (true) {
        frame.clear().putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        if (guest.read(frame) < 0) {
          close("the server ended");
          return reason();
        }
        stream.send(frame.flip());
      }
    } catch (IOException e) {
      close("the server's console was cut off");
      return reason();
    } finally {
      close("ended");
      writer.interrupt();
    }
  }

  private void write(ByteChannel guest) {
    try (guest) {
      while (true) {
        var bytes = next();
        while (bytes.hasRemaining()) {
          guest.write(bytes);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      close("the server's console was cut off");
    }
  }

  private synchronized ByteBuffer next() throws InterruptedException {
    while (toGuest.isEmpty()) {
      if (!closed.isEmpty()) {
        throw new InterruptedException(closed);
      }
      wait();
    }
    var bytes = toGuest.remove();
    queuedBytes -= bytes.remaining();
    return bytes;
  }

  private synchronized String reason() {
    return closed;
  }
}
