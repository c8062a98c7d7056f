package cairn.compute;

import cairn.common.Json;
import cairn.protocol.FromHost;
import cairn.protocol.GuestSpec;
import cairn.protocol.GuestStatus;
import cairn.protocol.HostInfo;
import cairn.protocol.ToHost;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A host that speaks the protocol and makes everything so at once, unless told to fail. */
final class FakeHost implements WebSocket.Listener, AutoCloseable {
  final HostInfo info;
  final Map<UUID, GuestSpec> guests = new ConcurrentHashMap<>();
  final CountDownLatch welcomed = new CountDownLatch(1);
  volatile String failure = "";

  /** Whether it puts the next guest away instead of making it. */
  volatile boolean loses;

  private final HttpClient client = HttpClient.newHttpClient();
  private final WebSocket socket;
  private final StringBuilder text = new StringBuilder();

  FakeHost(String url, String token, String name, int vcpus, int memoryMib, int diskGib) {
    info =
        new HostInfo(
            UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
            name,
            "0.1.0",
            "simulated",
            1000000,
            "x86_64",
            false,
            "127.0.0.1",
            vcpus,
            memoryMib,
            diskGib,
            List.of());
    socket =
        client
            .newWebSocketBuilder()
            .header("X-Cairn-Host-Token", token)
            .buildAsync(URI.create(url.replace("http", "ws") + "/agent/v1/stream"), this)
            .join();
    send(new FromHost.Hello(info));
  }

  /** The only guest. */
  GuestSpec guest() {
    return guests.values().iterator().next();
  }

  boolean isWelcome() throws InterruptedException {
    return welcomed.await(20, TimeUnit.SECONDS);
  }

  synchronized void send(FromHost message) {
    socket.sendText(Json.MAPPER.writerFor(FromHost.class).writeValueAsString(message), true).join();
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      var message = Json.read(text.toString(), ToHost.class);
      text.setLength(0);
      Thread.startVirtualThread(() -> received(message));
    }
    webSocket.request(1);
    return CompletableFuture.completedStage(null);
  }

  private void received(ToHost message) {
    switch (message) {
      case ToHost.Welcome _ -> {
        send(new FromHost.ObservedAll(List.of()));
        welcomed.countDown();
      }
      case ToHost.WantedAll all -> all.guests().forEach(this::want);
      case ToHost.Wanted one -> want(one.guest());
      case ToHost.ReadConsoleLog question ->
          send(new FromHost.ConsoleLog(question.question(), "one\ntwo\nthree\n"));
      case ToHost.OpenConsole console -> binary(console.channel(), "RFB 003.008\n");
      case ToHost.CloseConsole _ -> {}
    }
  }

  private synchronized void binary(UUID channel, String payload) {
    var bytes = payload.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    var frame = ByteBuffer.allocate(16 + bytes.length);
    frame.putLong(channel.getMostSignificantBits()).putLong(channel.getLeastSignificantBits());
    socket.sendBinary(frame.put(bytes).flip(), true).join();
  }

  /** Says back what a browser has sent. */
  @Override
  public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
    var copy = ByteBuffer.allocate(data.remaining()).put(data).flip();
    Thread.startVirtualThread(() -> {
      synchronized (this) {
        socket.sendBinary(copy, true).join();
      }
    });
    webSocket.request(1);
    return CompletableFuture.completedStage(null);
  }

  private void want(GuestSpec spec) {
    guests.put(spec.server(), spec);
    var state =
        switch (spec.power()) {
          case RUNNING -> GuestStatus.State.RUNNING;
          case STOPPED -> GuestStatus.State.STOPPED;
          case ABSENT -> GuestStatus.State.ABSENT;
        };
    if (loses) {
      loses = false;
      observe(spec, GuestStatus.State.ABSENT, "");
    } else if (!failure.isEmpty() && spec.power() == GuestSpec.Power.RUNNING) {
      observe(spec, GuestStatus.State.FAILED, failure);
    } else {
      observe(spec, state, "");
    }
  }

  void observe(GuestSpec spec, GuestStatus.State state, String fault) {
    send(
        new FromHost.Observed(
            new GuestStatus(
                spec.server(), spec.generation(), spec.boot(), state, true, "", fault, "")));
  }

  @Override
  public void close() {
    socket.abort();
    client.close();
  }
}
