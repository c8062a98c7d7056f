package cairn.agent;

import cairn.common.CloudException;
import cairn.protocol.FromHost;
import cairn.protocol.ToHost;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The console channels of one stream. Safe for many threads. */
final class Consoles {
  private static final System.Logger LOG = System.getLogger(Consoles.class.getName());
  private static final int CHANNELS_MAX = 256;
  private static final int ID_BYTES = 16;

  private final Hypervisor hypervisor;
  private final Map<UUID, Console> open = new ConcurrentHashMap<>();

  Consoles(Hypervisor hypervisor) {
    this.hypervisor = hypervisor;
  }

  void open(ToHost.OpenConsole request, Channel stream) {
    if (open.size() >= CHANNELS_MAX) {
      refuse(request.channel(), stream, "too many consoles are open on this host");
      return;
    }
    var console = new Console(request.channel());
    if (open.putIfAbsent(request.channel(), console) == null) {
      Thread.ofVirtual().name("console-", 0).start(() -> relay(request, console, stream));
    }
  }

  private void relay(ToHost.OpenConsole request, Console console, Channel stream) {
    String reason;
    try (var guest = hypervisor.console(request.server())) {
      reason = console.relay(guest, stream);
    } catch (CloudException e) {
      reason = String.valueOf(e.getMessage());
    } catch (IOException e) {
      LOG.log(Level.DEBUG, () -> "console of " + request.server(), e);
      reason = "the server's console cannot be reached";
    } finally {
      open.remove(request.channel(), console);
    }
    refuse(request.channel(), stream, reason);
  }

  private static void refuse(UUID channel, Channel stream, String reason) {
    try {
      stream.send(new FromHost.ConsoleClosed(channel, reason));
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "end of a console not sent", e);
    }
  }

  void received(ByteBuffer frame) {
    if (frame.remaining() < ID_BYTES) {
      return;
    }
    var console = open.get(new UUID(frame.getLong(), frame.getLong()));
    if (console != null) {
      console.toGuest(frame);
    }
  }

  void close(UUID channel) {
    var console = open.get(channel);
    if (console != null) {
      console.close("closed");
    }
  }

  void closeAll() {
    open.values().forEach(console -> console.close("the stream ended"));
  }
}
