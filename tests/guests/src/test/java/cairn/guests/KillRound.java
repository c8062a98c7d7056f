package cairn.guests;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.guests.KilledCloud.Part;
import cairn.invariants.Invariants;
import cairn.sql.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/**
 * One cloud from its start to its end: servers come and go on its real host and on its simulated
 * ones, its processes are killed, and when all has come to rest nothing is lost and nothing left.
 */
final class KillRound {
  private static final int SIMULATED_HOSTS = 20;
  private static final int SIMULATED_CLIENTS = 4;
  private static final Duration REST_MAX = Duration.ofMinutes(15);

  /** A sector that halts the processor: the smallest guest that there is. */
  private static final byte[] HALT = halt();

  private final Size size;
  private final long seed;
  private final Random random;

  /**
   * How much.
   *
   * @param guests on the real host at once
   * @param simulated on simulated hosts at once
   * @param kills in all
   */
  record Size(int guests, int simulated, int kills) {
    static Size asked() {
      return new Size(
          Integer.getInteger("kill.guests", 4),
          Integer.getInteger("kill.simulated", 100),
          Integer.getInteger("kill.kills", 4));
    }
  }

  KillRound(Size size, long seed) {
    this.size = size;
    this.seed = seed;
    this.random = new Random(seed);
  }

  private static byte[] halt() {
    var sector = new byte[512];
    sector[0] = (byte) 0xfa; // cli
    sector[1] = (byte) 0xf4; // hlt
    sector[510] = 0x55;
    sector[511] = (byte) 0xaa;
    return sector;
  }

  void run() throws SQLException {
    try (var cloud = new KilledCloud(SIMULATED_HOSTS);
        var api = new KilledApi(cloud.url(), cloud.password())) {
      var ledger = new Ledger();
      var hosts =
          IntStream.rangeClosed(1, SIMULATED_HOSTS).mapToObj("sim-%05d"::formatted).toList();
      awaitHosts(api, SIMULATED_HOSTS + 1);
      var image = image(api);
      var network = prepare(api);
      var clients = new ArrayList<KillClient>();
      clients.add(
          client(
              "real",
              api,
              ledger,
              new KillClient.Load(
                  size.guests(),
                  List.of(KilledCloud.hostName()),
                  image,
                  network,
                  Duration.ofMillis(300))));
      for (var number = 1; number <= SIMULATED_CLIENTS; number++) {
        clients.add(
            client(
                "simulated" + number,
                api,
                ledger,
                new KillClient.Load(
                    size.simulated() / SIMULATED_CLIENTS,
                    hosts,
                    image,
                    network,
                    Duration.ofMillis(20))));
      }
      var threads = clients.stream().map(Thread::startVirtualThread).toList();
      killAll(cloud, clients, threads);
      clients.forEach(KillClient::stop);
      join(threads);
      say(ledger.toString());
      try (var database = connect(cloud)) {
        check(cloud, api, ledger, database);
        empty(cloud, api, database);
      }
    }
  }

  private void say(String text) {
    System.out.printf("kills, seed %d: %s%n", seed, text);
  }

  private KillClient client(String name, KilledApi api, Ledger ledger, KillClient.Load load) {
    return new KillClient(name, api, ledger, random.nextLong(), load);
  }

  private void killAll(KilledCloud cloud, List<KillClient> clients, List<Thread> threads) {
    // All servers are asked for before the first kill, so that there is something to lose.
    Awaitility.await("all the servers")
        .atMost(REST_MAX)
        .until(() -> clients.stream().allMatch(KillClient::filled));
    var parts = new ArrayList<Part>();
    for (var number = 0; number < size.kills(); number++) {
      if (parts.isEmpty()) {
        parts.addAll(List.of(Part.values()));
      }
      var part = parts.remove(random.nextInt(parts.size()));
      pause(random.nextInt(3000));
      say("kill -9 " + part);
      cloud.kill(part);
      pause(random.nextInt(1500));
      cloud.start(part);
    }
    assertThat(threads).allMatch(Thread::isAlive);
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private static void join(List<Thread> threads) {
    for (var thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", e);
      }
    }
  }

  private static void awaitHosts(KilledApi api, int count) {
    Awaitility.await("the hosts")
        .atMost(REST_MAX)
        .until(() ->
            api.call("GET", "/compute/v2.1/os-services?binary=nova-compute", "")
                    .good()
                    .json()
                    .path("services")
                    .valueStream()
                    .filter(service -> service.path("state").asString().equals("up"))
                    .count()
                >= count);
  }

  private static String image(KilledApi api) {
    var image =
        api.call(
                "POST",
                "/image/v2/images",
                """
                {"name": "halt", "disk_format": "raw", "container_format": "bare"}\
                """)
            .good()
            .json()
            .path("id")
            .asString();
    api.upload(image, HALT);
    return image;
  }

  /** A flavor, a network, and no quota; the network's id. */
  private static String prepare(KilledApi api) {
    var _ =
        api.call(
                "POST",
                "/compute/v2.1/flavors",
                """
                {"flavor": {"id": "kills", "name": "kills", "vcpus": 1, "ram": 32, "disk": 0}}\
                """)
            .good();
    var network =
        api.call("POST", "/network/v2.0/networks", "{\"network\": {\"name\": \"kills\"}}")
            .good()
            .json()
            .path("network");
    var id = network.path("id").asString();
    var project = network.path("project_id").asString();
    var _ =
        api.call(
                "POST",
                "/network/v2.0/subnets",
                """
                {"subnet": {"network_id": "%s", "ip_version": 4, "cidr": "10.64.0.0/16"}}\
                """
                    .formatted(id))
            .good();
    var _ =
        api.call(
                "PUT",
                "/compute/v2.1/os-quota-sets/" + project,
                "{\"quota_set\": {\"instances\": -1, \"cores\": -1, \"ram\": -1}}")
            .good();
    var _ =
        api.call("PUT", "/network/v2.0/quotas/" + project, "{\"quota\": {\"port\": -1}}").good();
    return id;
  }

  private static Connection connect(KilledCloud cloud) throws SQLException {
    var config = EmbeddedPostgres.start(cloud.data().resolve("postgres")).database();
    var properties = new Properties();
    properties.setProperty("user", config.user());
    properties.setProperty("socketFactory", "cairn.sql.UnixSocketFactory");
    properties.setProperty("socketFactoryArg", config.socket().orElseThrow().toString());
    return DriverManager.getConnection(config.url(), properties);
  }

  private void check(KilledCloud cloud, KilledApi api, Ledger ledger, Connection database)
      throws SQLException {
    awaitRest(database);
    assertThat(Invariants.broken(database)).as("seed %d", seed).isEmpty();
    assertThat(ledger.wrong).as("seed %d", seed).isEmpty();
    var servers = Servers.all(api);
    say(servers.toString());
    assertThat(servers.withoutReason()).as("seed %d: ERROR without a reason", seed).isEmpty();
    var missing = new TreeSet<>(ledger.created);
    missing.removeAll(servers.ids());
    assertThat(missing).as("seed %d: answered 202, but gone", seed).isEmpty();
    var undead = new TreeSet<>(ledger.deleted);
    undead.retainAll(servers.ids());
    assertThat(undead).as("seed %d: answered 204, but there", seed).isEmpty();
    var traces = new HostTraces(cloud);
    new TraceCheck(traces, database, seed).compare();
    say("%d guests run on this machine".formatted(traces.qemus().size()));
  }

  /** All are deleted, and nothing of them is left. */
  private void empty(KilledCloud cloud, KilledApi api, Connection database) throws SQLException {
    for (var id : Servers.all(api).ids()) {
      var _ = api.call("DELETE", "/compute/v2.1/servers/" + id, "").good();
    }
    awaitRest(database);
    assertThat(Servers.all(api).ids()).as("seed %d", seed).isEmpty();
    assertThat(Invariants.broken(database)).as("seed %d", seed).isEmpty();
    new TraceCheck(new HostTraces(cloud), database, seed).compare();
  }

  private void awaitRest(Connection database) {
    Awaitility.await("all to come to rest, seed " + seed)
        .atMost(REST_MAX)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() -> assertThat(Invariants.unsettled(database)).isEmpty());
  }
}
