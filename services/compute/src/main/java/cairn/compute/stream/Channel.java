package cairn.compute.stream;

import cairn.http.Socket;
import cairn.http.SocketListener;
import cairn.protocol.ToHost;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A browser's socket joined to a guest's console. Towards the host a frame is sent before the next
 * is read. Towards the browser frames wait in a bounded queue, so that one slow browser does not
 * hold up the stream of its host; a browser that is too slow is hung up on.
 */
final class Channel implements SocketListener {
  private static final long WAITING_BYTES_MAX = 8 << 20;

  private final UUID id;
  private final UUID server;
  private final HostStream host;
  private final Channels channels;
  private final LinkedBlockingQueue<ByteBuffer> waiting = new LinkedBlockingQueue<>();
  private final AtomicLong waitingBytes = new AtomicLong();
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile Runnable hangUp = () -> {};

  Channel(UUID id, UUID server, HostStream host, Channels channels) {
    this.id = id;
    this.server = server;
    this.host = host;
    this.channels = channels;
  }

  UUID id() {
    return id;
  }

  UUID host() {
    return host.host();
  }

  @Override
  public void opened(Socket browser) {
    var writer = Thread.ofVirtual().name("console-" + id).start(() -> write(browser));
    hangUp =
        () -> {
          writer.interrupt();
          browser.close(1000, "the console has ended");
        };
    channels.add(this);
    host.send(new ToHost.OpenConsole(id, server));
  }

  @Override
  public void text(String message) {
    end("text is not expected");
  }

  @Override
  public void binary(ByteBuffer bytes) {
    try {
      host.sendNow(Channels.frame(id, bytes));
    } catch (IOException _) {
      end("the host has left");
    }
  }

  @Override
  public void closed(int code, String reason) {
    if (ended.compareAndSet(false, true)) {
      host.send(new ToHost.CloseConsole(id));
    }
    channels.remove(this);
    hangUp.run();
  }

  void fromHost(ByteBuffer bytes) {
    var size = bytes.remaining();
    if (waitingBytes.addAndGet(size) > WAITING_BYTES_MAX) {
      host.send(new ToHost.CloseConsole(id));
      end("too slow");
      return;
    }
    waiting.add(ByteBuffer.allocate(size).put(bytes).flip());
  }

  void end(String reason) {
    ended.set(true);
    channels.remove(this);
    hangUp.run();
  }

  private void write(Socket browser) {
    try {
      while (true) {
        var bytes = waiting.take();
        waitingBytes.addAndGet(-bytes.remaining());
        browser.sendBinary(bytes);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException _) {
      browser.close(1011, "broken");
    }
  }
}
