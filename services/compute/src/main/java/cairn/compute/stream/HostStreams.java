package cairn.compute.stream;

import cairn.common.Background;
import cairn.common.Time;
import cairn.compute.host.Host;
import cairn.compute.host.Hosts;
import cairn.compute.server.GuestSpecs;
import cairn.compute.server.Observations;
import cairn.http.SocketListener;
import cairn.http.SocketRoute;
import cairn.protocol.HostInfo;
import cairn.protocol.ToHost;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** All streams that this process has. Safe for many threads. */
public final class HostStreams implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(HostStreams.class.getName());
  private static final Duration BEAT = Duration.ofSeconds(5);
  private static final int BATCH_MAX = 500;
  private static final Duration PACE_MAX = Duration.ofMillis(20);

  /** Hosts that come back all at once must leave connections of the database to others. */
  private static final int JOINS_MAX = 4;

  private final Hosts hosts;
  private final GuestSpecs specs;
  private final Observations observations;
  private final Time time;
  private final UUID cloud;
  private final HostToken token;
  private final ConsoleLogs logs = new ConsoleLogs();
  private final Channels channels = new Channels();
  private final Map<UUID, HostStream> streams = new ConcurrentHashMap<>();
  private final Set<UUID> changed = new LinkedHashSet<>();
  private final Semaphore joins = new Semaphore(JOINS_MAX);
  private final Background background;
  private final Background.Loop beat;
  private final Background.Loop tell;
  private volatile Instant startedAt;

  /**
   * @param cloud its id, which agents compare with that of their guests
   * @param token what agents show
   */
  public HostStreams(
      Hosts hosts,
      GuestSpecs specs,
      Observations observations,
      Time time,
      UUID cloud,
      HostToken token,
      Background background) {
    this.hosts = hosts;
    this.specs = specs;
    this.observations = observations;
    this.time = time;
    this.cloud = cloud;
    this.token = token;
    this.background = background;
    this.startedAt = time.now();
    this.beat = background.loop("host-beat", this::beat);
    this.tell = background.loop("host-wanted", this::tell);
  }

  /** Where agents dial. */
  public SocketRoute route() {
    return new SocketRoute(
        "/agent/v1/stream",
        List.of(),
        handshake -> {
          token.check(handshake.header(HostToken.HEADER));
          return new HostListener(this);
        });
  }

  /** Begins to look after the streams. */
  public void start() {
    observations.whenLost(host -> stream(host).ifPresent(open -> open.end(1011, "begin anew")));
    observations.start();
    startedAt = time.now();
    beat.start(BEAT);
    tell.start();
  }

  /** These servers are wanted otherwise than before; what the change feed says. */
  public void changed(Collection<UUID> servers) {
    synchronized (changed) {
      changed.addAll(servers);
    }
    tell.wake();
  }

  /** Tells every host all that is wanted of it, for some of it may not have been told. */
  public void resync() {
    streams
        .values()
        .forEach(stream -> stream.send(new ToHost.WantedAll(specs.ofHost(stream.host()))));
  }

  /** Whether the host's stream is in this process. */
  public boolean connected(UUID host) {
    return streams.containsKey(host);
  }

  ConsoleLogs logs() {
    return logs;
  }

  Channels channels() {
    return channels;
  }

  Observations observations() {
    return observations;
  }

  Time time() {
    return time;
  }

  Optional<HostStream> stream(UUID host) {
    return Optional.ofNullable(streams.get(host));
  }

  /** The end of a guest's serial console; empty when its host does not answer. */
  public Optional<String> consoleLog(UUID host, UUID server, int bytesMax) {
    return stream(host).flatMap(stream -> logs.ask(stream, server, bytesMax));
  }

  /** What relays a browser's socket to a guest's screen; empty when its host is not here. */
  public Optional<SocketListener> openConsole(UUID host, UUID server, UUID channel) {
    return stream(host).map(stream -> new Channel(channel, server, stream, channels));
  }

  /** Takes over a stream whose host has said who it is. */
  HostStream join(HostInfo info, cairn.http.Socket socket) {
    joins.acquireUninterruptibly();
    try {
      return joinNow(info, socket);
    } finally {
      joins.release();
    }
  }

  private HostStream joinNow(HostInfo info, cairn.http.Socket socket) {
    var host = hosts.join(info);
    var stream = new HostStream(host.id(), host.name(), socket, time.now(), background);
    var before = streams.put(host.id(), stream);
    if (before != null) {
      before.end(4000, "the host has dialled again");
    }
    stream.send(new ToHost.Welcome(cloud));
    // Registered first, so that what changes meanwhile is told twice rather than never.
    stream.send(new ToHost.WantedAll(specs.ofHost(host.id())));
    LOG.log(Level.INFO, "host {0} ({1}) is there", host.name(), host.id());
    return stream;
  }

  void left(HostStream stream, String reason) {
    if (streams.remove(stream.host(), stream)) {
      channels.hostLeft(stream.host());
      LOG.log(Level.INFO, "host {0} has left: {1}", stream.name(), reason);
    }
  }

  private Duration beat() {
    try {
      var now = time.now();
      for (var stream : streams.values()) {
        if (stream.heardAt().isBefore(now.minus(Host.SILENCE_MAX))) {
          stream.end(4001, "silent");
          left(stream, "silent");
        }
      }
      hosts.heard(List.copyOf(streams.keySet()));
      for (var host : settled(now) ? hosts.sweep() : List.<Host>of()) {
        LOG.log(Level.WARNING, "host {0} is silent; it counts as down", host.name());
      }
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "hosts could not be looked after; done again soon", e);
    }
    return BEAT;
  }

  /** What is asked for while it reads, and as long again, it reads together. */
  private Duration tell() throws InterruptedException {
    var began = time.nanos();
    var batch = take();
    if (batch.isEmpty()) {
      return Background.UNTIL_WOKEN;
    }
    try {
      for (var one : specs.of(batch)) {
        stream(one.host()).ifPresent(stream -> stream.send(new ToHost.Wanted(one.spec())));
      }
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "what is wanted could not be read; streams begin anew", e);
      streams.values().forEach(stream -> stream.end(1011, "begin anew"));
    }
    time.sleep(Duration.ofNanos(Math.min(time.nanos() - began, PACE_MAX.toNanos())));
    return Duration.ZERO;
  }

  /**
   * Whether hosts have had the time to dial this process: while nothing listened they could not be
   * heard, and what is put on them shortly after a start they do when they are back.
   */
  private boolean settled(Instant now) {
    return now.isAfter(startedAt.plus(Host.SILENCE_MAX));
  }

  private List<UUID> take() {
    synchronized (changed) {
      var batch = changed.stream().limit(BATCH_MAX).toList();
      batch.forEach(changed::remove);
      return batch;
    }
  }

  @Override
  public void close() {
    beat.close();
    tell.close();
    streams.values().forEach(stream -> stream.end(1001, "the server is stopping"));
    observations.close();
  }
}
