package cairn.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cairn.common.Entropy;
import cairn.common.Time;
import cairn.protocol.FromHost;
import cairn.protocol.GuestSpec.Power;
import cairn.protocol.GuestStatus.State;
import cairn.protocol.HostInfo;
import cairn.protocol.ToHost;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentTest {
  private static final UUID CLOUD = new UUID(1, 2);
  private static final UUID SERVER = new UUID(3, 4);
  private static final UUID PORT = new UUID(5, 6);
  private static final UUID SECOND_PORT = new UUID(5, 7);

  private final FakeHypervisor hypervisor = new FakeHypervisor();
  private final FakeNetwork network = new FakeNetwork();
  private final HttpClient http = HttpClient.newHttpClient();
  private StreamServer server;
  private Agent agent;

  @BeforeEach
  void start() throws Exception {
    server = new StreamServer();
    agent = startAgent();
  }

  @AfterEach
  void stop() throws Exception {
    agent.close();
    server.close();
    http.close();
  }

  private Agent startAgent() {
    var settings =
        new AgentSettings(
            server.uri(),
            "secret",
            2,
            Duration.ofMillis(200),
            Duration.ofMillis(50),
            Duration.ofMillis(300));
    var info =
        new HostInfo(
            new UUID(7, 7),
            "h1",
            "0.1",
            "fake",
            1,
            "x86_64",
            false,
            "127.0.0.1",
            2,
            64,
            10,
            List.of());
    var started =
        new Agent(
            settings,
            info,
            hypervisor,
            network,
            MetadataService.none(),
            http,
            Time.system(),
            Entropy.system());
    started.start();
    return started;
  }

  private void welcome() throws InterruptedException {
    server.await(FromHost.Hello.class, hello -> hello.host().name().equals("h1"));
    server.say(new ToHost.Welcome(CLOUD));
    server.await(FromHost.ObservedAll.class, all -> true);
  }

  @Test
  void makesAGuestAsItIsWanted() throws Exception {
    welcome();
    assertThat(server.tokens).containsOnly("secret");
    server.say(new ToHost.WantedAll(List.of(Specs.running(SERVER, 1, PORT))));
    assertThat(server.awaitSettled(1).state()).isEqualTo(State.RUNNING);
    assertThat(hypervisor.calls).containsExactly("prepare", "start");
    assertThat(network.plugged).containsExactly(PORT);
    assertThat(network.metadata).containsExactly(Specs.NETWORK);
    await().until(() -> server.pings.get() > 1);
  }

  @Test
  void ignoresWhatIsStale() throws Exception {
    welcome();
    server.say(new ToHost.Wanted(Specs.running(SERVER, 5, PORT)));
    server.awaitSettled(5);
    server.say(new ToHost.Wanted(Specs.spec(SERVER, 4, Power.ABSENT, 0, false)));
    server.say(new ToHost.Wanted(Specs.running(SERVER, 6, PORT)));
    server.awaitSettled(6);
    assertThat(hypervisor.calls).containsExactly("prepare", "start");
  }

  @Test
  void undoesAndExplainsAFailureAndTriesAgainWhenAsked() throws Exception {
    hypervisor.failing.add("start");
    welcome();
    server.say(new ToHost.Wanted(Specs.running(SERVER, 1, PORT)));
    var failed = server.awaitSettled(1);
    assertThat(failed.state()).isEqualTo(State.FAILED);
    assertThat(failed.fault()).isEqualTo("It cannot start.");
    assertThat(failed.detail()).isEqualTo("told to fail");
    assertThat(network.plugged).isEmpty();
    hypervisor.failing.clear();
    server.say(new ToHost.Wanted(Specs.running(SERVER, 2, PORT)));
    assertThat(server.awaitSettled(2).state()).isEqualTo(State.RUNNING);
  }

  @Test
  void plugsAndUnplugsOnARunningGuest() throws Exception {
    welcome();
    server.say(new ToHost.Wanted(Specs.running(SERVER, 1, PORT)));
    server.awaitSettled(1);
    server.say(new ToHost.Wanted(Specs.running(SERVER, 2, PORT, SECOND_PORT)));
    server.awaitSettled(2);
    assertThat(hypervisor.nics(SERVER)).containsExactlyInAnyOrder(PORT, SECOND_PORT);
    server.say(new ToHost.Wanted(Specs.running(SERVER, 3, SECOND_PORT)));
    server.awaitSettled(3);
    assertThat(hypervisor.nics(SERVER)).containsExactly(SECOND_PORT);
    assertThat(network.plugged).containsExactly(SECOND_PORT);
    assertThat(hypervisor.calls).containsExactly("prepare", "start", "plug", "unplug");
  }

  @Test
  void aFailedPlugLeavesTheGuestRunning() throws Exception {
    welcome();
    server.say(new ToHost.Wanted(Specs.running(SERVER, 1, PORT)));
    server.awaitSettled(1);
    hypervisor.failing.add("plug");
    server.say(new ToHost.Wanted(Specs.running(SERVER, 2, PORT, SECOND_PORT)));
    var status = server.awaitSettled(2);
    assertThat(status.state()).isEqualTo(State.RUNNING);
    assertThat(status.fault()).isEqualTo("It cannot plug.");
    assertThat(network.plugged).containsExactly(PORT);
  }

  @Test
  void rebootsSoftlyThenByForce() throws Exception {
    welcome();
    server.say(new ToHost.Wanted(Specs.running(SERVER, 1)));
    server.awaitSettled(1);
    server.say(new ToHost.Wanted(Specs.spec(SERVER, 2, Power.RUNNING, 1, false)));
    assertThat(server.awaitSettled(2).boot()).isEqualTo(1);
    assertThat(hypervisor.calls)
        .containsExactly("prepare", "start", "pressPower", "kill", "prepare", "start");
    hypervisor.deaf = true;
    server.say(new ToHost.Wanted(Specs.spec(SERVER, 3, Power.RUNNING, 2, true)));
    assertThat(server.awaitSettled(3).boot()).isEqualTo(2);
    assertThat(hypervisor.calls.subList(6, 9)).containsExactly("kill", "prepare", "start");
  }

  @Test
  void cutsThePowerOfAGuestThatDoesNotListen() throws Exception {
    hypervisor.deaf = true;
    welcome();
    server.say(new ToHost.Wanted(Specs.running(SERVER, 1, PORT)));
    server.awaitSettled(1);
    server.say(new ToHost.Wanted(Specs.spec(SERVER, 2, Power.STOPPED, 0, false, PORT)));
    assertThat(server.awaitSettled(2).state()).isEqualTo(State.STOPPED);
    assertThat(hypervisor.calls).containsExactly("prepare", "start", "pressPower", "kill");
    assertThat(network.plugged).isEmpty();
  }

  @Test
  void reportsAGuestThatEndedAndDoesNotStartItAgain() throws Exception {
    welcome();
    server.say(new ToHost.Wanted(Specs.running(SERVER, 1, PORT)));
    server.awaitSettled(1);
    hypervisor.crash(SERVER);
    server.await(
        FromHost.Observed.class,
        seen -> seen.guest().settled() && seen.guest().state() == State.STOPPED);
    server.say(new ToHost.WantedAll(List.of(Specs.running(SERVER, 1, PORT))));
    await().until(() -> network.plugged.isEmpty());
    assertThat(hypervisor.calls).containsExactly("prepare", "start");
    server.say(new ToHost.Wanted(Specs.running(SERVER, 2, PORT)));
    assertThat(server.awaitSettled(2).state()).isEqualTo(State.RUNNING);
  }

  @Test
  void removesWhatIsNotWanted() throws Exception {
    welcome();
    server.say(new ToHost.Wanted(Specs.running(SERVER, 1, PORT)));
    server.awaitSettled(1);
    network.plugged.add(SECOND_PORT); // left by an agent that died half-way
    server.say(new ToHost.WantedAll(List.of()));
    server.await(FromHost.Observed.class, seen -> seen.guest().state() == State.ABSENT);
    await().until(() -> network.plugged.isEmpty() && network.metadata.isEmpty());
    assertThat(hypervisor.records).isEmpty();
  }

  @Test
  void aNewAgentFindsTheGuests() throws Exception {
    welcome();
    server.say(new ToHost.Wanted(Specs.running(SERVER, 1, PORT)));
    server.awaitSettled(1);
    agent.close();
    server.heard.clear();
    agent = startAgent();
    server.await(FromHost.Hello.class, hello -> true);
    server.say(new ToHost.Welcome(CLOUD));
    var all = server.await(FromHost.ObservedAll.class, some -> true);
    assertThat(all.guests()).singleElement().matches(g -> g.state() == State.RUNNING);
    server.say(new ToHost.WantedAll(List.of(Specs.running(SERVER, 1, PORT))));
    server.awaitSettled(1);
    assertThat(hypervisor.calls).containsExactly("prepare", "start", "close");
  }

  @Test
  void dialsAgain() throws Exception {
    welcome();
    await().until(agent::connected);
    server.drop();
    welcome();
    await().until(agent::connected);
  }

  @Test
  void refusesAnotherCloud() throws Exception {
    welcome();
    server.say(new ToHost.Wanted(Specs.running(SERVER, 1, PORT)));
    server.awaitSettled(1);
    server.drop();
    server.await(FromHost.Hello.class, hello -> true);
    server.say(new ToHost.Welcome(new UUID(66, 6)));
    server.heard.clear();
    server.await(FromHost.Hello.class, hello -> true); // it has hung up and dials again
    assertThat(server.heard).noneMatch(FromHost.ObservedAll.class::isInstance);
    assertThat(agent.connected()).isFalse();
  }

  @Test
  void readsTheConsoleLog() throws Exception {
    welcome();
    server.say(new ToHost.ReadConsoleLog(42, SERVER, 100));
    var log = server.await(FromHost.ConsoleLog.class, answer -> answer.question() == 42);
    assertThat(log.text()).isEqualTo("booted\n");
  }

  @Test
  void relaysAConsole(@TempDir Path folder) throws Exception {
    hypervisor.vnc = folder.resolve("vnc.sock");
    var channel = new UUID(11, 12);
    try (var vnc = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      vnc.bind(UnixDomainSocketAddress.of(hypervisor.vnc));
      welcome();
      server.say(new ToHost.OpenConsole(channel, SERVER));
      try (var guest = vnc.accept()) {
        guest.write(ByteBuffer.wrap("RFB 003.008\n".getBytes(StandardCharsets.US_ASCII)));
        await().until(() -> !server.frames.isEmpty());
        var frame = server.frames.getFirst();
        assertThat(new UUID(frame.getLong(), frame.getLong())).isEqualTo(channel);
        assertThat(StandardCharsets.US_ASCII.decode(frame).toString()).isEqualTo("RFB 003.008\n");
        server.say(
            ByteBuffer.allocate(18).putLong(11).putLong(12).put((byte) 1).put((byte) 2).flip());
        var bytes = ByteBuffer.allocate(2);
        while (bytes.hasRemaining()) {
          guest.read(bytes);
        }
        assertThat(bytes.array()).containsExactly(1, 2);
        server.say(new ToHost.CloseConsole(channel));
        server.await(FromHost.ConsoleClosed.class, closed -> closed.channel().equals(channel));
      }
    }
  }
}
