package cairn.compute.stream;

import cairn.common.CloudException;
import cairn.common.Json;
import cairn.http.Socket;
import cairn.http.SocketListener;
import cairn.protocol.FromHost;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/** Hears one stream; called by one thread at a time. */
final class HostListener implements SocketListener {
  private static final System.Logger LOG = System.getLogger(HostListener.class.getName());

  private final HostStreams streams;
  private Optional<Socket> socket = Optional.empty();
  private Optional<HostStream> stream = Optional.empty();

  HostListener(HostStreams streams) {
    this.streams = streams;
  }

  @Override
  public void opened(Socket opened) {
    socket = Optional.of(opened);
  }

  @Override
  public void text(String message) {
    try {
      heard(Json.read(message, FromHost.class));
    } catch (JacksonException e) {
      LOG.log(Level.WARNING, "a host's message is not understood", e);
      socket.ifPresent(open -> open.close(1007, "not understood"));
    } catch (CloudException e) {
      LOG.log(Level.WARNING, () -> "host refused: " + e.getMessage() + " " + e.detail(), e);
      socket.ifPresent(open -> open.close(1008, String.valueOf(e.getMessage())));
    } catch (RuntimeException e) {
      // The database is away, say; the agent dials again, and begins with all that it has.
      LOG.log(Level.WARNING, "a host's message was not dealt with; its stream begins anew", e);
      socket.ifPresent(open -> open.close(1011, "begin anew"));
    }
  }

  private void heard(FromHost message) {
    if (message instanceof FromHost.Hello hello) {
      if (stream.isEmpty() && socket.isPresent()) {
        stream = Optional.of(streams.join(hello.host(), socket.get()));
      }
      return;
    }
    if (stream.isEmpty()) {
      socket.ifPresent(open -> open.close(1008, "say hello first"));
      return;
    }
    var host = stream.get();
    host.heard(streams.time().now());
    switch (message) {
      case FromHost.Hello _, FromHost.Heartbeat _ -> {}
      case FromHost.ObservedAll all -> streams.observations().submit(host.host(), all.guests());
      case FromHost.Observed one ->
          streams.observations().submit(host.host(), List.of(one.guest()));
      case FromHost.ConsoleLog answer -> streams.logs().answered(host, answer);
      case FromHost.ConsoleClosed console ->
          streams.channels().closedByHost(host.host(), console.channel(), console.reason());
    }
  }

  @Override
  public void binary(ByteBuffer bytes) {
    stream.ifPresent(host -> {
      host.heard(streams.time().now());
      streams.channels().fromHost(host.host(), bytes);
    });
  }

  @Override
  public void ping() {
    stream.ifPresent(host -> host.heard(streams.time().now()));
  }

  @Override
  public void closed(int code, String reason) {
    stream.ifPresent(host -> streams.left(host, "%d %s".formatted(code, reason)));
  }
}
