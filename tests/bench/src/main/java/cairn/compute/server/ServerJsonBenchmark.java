package cairn.compute.server;

import cairn.compute.flavor.Flavor;
import cairn.compute.wiring.Nic;
import cairn.compute.wiring.WiredPort;
import cairn.http.Request;
import cairn.http.RequestSample;
import cairn.http.Response;
import cairn.policy.Caller;
import cairn.protocol.GuestSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A server with an address, a floating one, metadata and a tag, as an administrator sees it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ServerJsonBenchmark {
  private static final String PROJECT = "0123456789abcdef0123456789abcdef";
  private static final UUID PORT = new UUID(1, 2);

  private final Server server = server();
  private final ServerDetails details =
      new ServerDetails(Map.of(server.id().value(), List.of(port())), Optional.empty());
  private final Request request =
      RequestSample.get("/compute/v2.1/servers/" + server.id(), "2.96", Caller.ANONYMOUS);
  private final ServerJson.Sight sight = new ServerJson.Sight(true, true, true, true);

  private static Server server() {
    var now = Instant.ofEpochSecond(1_800_000_000);
    return new Server(
        new ServerId(new UUID(3, 4)),
        new Server.Owner(PROJECT, "fedcba9876543210fedcba9876543210"),
        new Server.Label(
            "web-1", "web-1", Optional.of("a server"), Map.of("role", "web"), List.of("blue")),
        new Server.State(
            ServerStatus.ACTIVE, Optional.empty(), 1, Optional.empty(), Optional.empty()),
        new Server.Place(
            Optional.of(new UUID(5, 6)),
            Optional.of("node-1"),
            Optional.of("nova"),
            Optional.empty(),
            Optional.empty(),
            Map.of()),
        new Server.Hardware(
            new GuestSpec.Image(
                new UUID(7, 8),
                "qcow2",
                "00",
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            new Flavor(
                "1", "small", 2048, 1, 20, 0, 0, 1.0, true, Optional.empty(), Map.of("a:b", "c")),
            List.of(new Nic(PORT, new UUID(9, 10), Optional.empty(), true)),
            "MANUAL",
            false),
        new Server.Login(
            Optional.of(new Server.Key("key", "ssh", "ssh-ed25519 AAAA")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new byte[0]),
        new Server.Wanted(GuestSpec.Power.RUNNING, 1, false, 1, "req-1"),
        new Server.Batch("r-1", 0),
        new Server.Times(now, now, Optional.of(now), Optional.empty(), Optional.empty()));
  }

  private static WiredPort port() {
    return new WiredPort(
        PORT,
        new UUID(9, 10),
        "private",
        "fa:16:3e:00:00:01",
        1442,
        List.of(new WiredPort.Address(new UUID(11, 12), "10.0.0.5")),
        List.of(new WiredPort.Floating("172.24.4.5", "10.0.0.5")),
        List.of(new WiredPort.Group(new UUID(13, 14), "default")),
        "ACTIVE",
        Optional.empty());
  }

  /** The whole answer, to the bytes that are sent. */
  @Benchmark
  public Response detail() {
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeName("server");
      new ServerJson(json, request, sight).detail(server, details);
      json.writeEndObject();
    });
  }
}
