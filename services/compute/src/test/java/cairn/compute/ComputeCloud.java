package cairn.compute;

import static org.awaitility.Awaitility.await;

import cairn.common.Entropy;
import cairn.common.Json;
import cairn.common.Time;
import cairn.compute.wiring.NetworkWiring;
import cairn.http.Routes;
import cairn.image.ImageModule;
import cairn.image.ImageSettings;
import cairn.image.image.Image;
import cairn.image.image.NewImage;
import cairn.image.image.Visibility;
import cairn.network.NetworkModule;
import cairn.network.NetworkSettings;
import cairn.placement.PlacementModule;
import cairn.placement.schedule.HostIndex;
import cairn.sql.ChangeFeed;
import cairn.testkit.TestDatabase;
import cairn.testkit.http.FakeTokens;
import cairn.testkit.http.StoryServer;
import cairn.work.Jobs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Compute with real neighbours but for the network, behind a real HTTP server. */
final class ComputeCloud implements AutoCloseable {
  static final String TOKEN = "a secret of hosts";

  final TestDatabase postgres = TestDatabase.create("image", "placement", "network", "compute");
  final PlacementModule placement = new PlacementModule(postgres.database());
  final NetworkModule network;
  final ImageModule images;
  final ComputeModule compute;
  final StoryServer server;
  final String networkId;
  final Image image;
  private final ChangeFeed feed = new ChangeFeed(postgres.config(), Time.system());

  ComputeCloud(Path folder) {
    images =
        new ImageModule(
            postgres.database(),
            Time.system(),
            Entropy.system(),
            new ImageSettings(folder, 1 << 20),
            new Jobs(postgres.database(), Time.system(), Entropy.system()));
    images.start();
    placement.hosts().load();
    network =
        new NetworkModule(
            postgres.database(), Time.system(), Entropy.system(), NetworkSettings.DEFAULTS);
    compute =
        new ComputeModule(
            postgres.database(),
            Time.system(),
            Entropy.system(),
            ComputeSettings.of(TOKEN),
            images.images(),
            placement,
            new NetworkWiring(network));
    compute.start();
    network.floatingIps().watch(compute::addressesChanged);
    network.ports().watch(compute::addressesChanged);
    compute.follow(feed);
    var _ =
        feed.subscribe(
            HostIndex.TOPIC,
            change -> placement.hosts().refresh(List.of(UUID.fromString(change.key()))),
            placement.hosts()::load);
    feed.start();
    var tables = new ArrayList<>(compute.routes());
    tables.add(network.routes());
    server = new StoryServer(new FakeTokens(), compute.sockets(), tables.toArray(Routes[]::new));
    networkId =
        create(
            "networks",
            "network",
            """
            {"network": {"name": "private", "shared": true}}\
            """);
    create(
        "subnets",
        "subnet",
        """
        {"subnet": {"network_id": "%s", "ip_version": 4, "cidr": "10.0.0.0/16"}}\
        """
            .formatted(networkId));
    image =
        images
            .images()
            .register(
                new NewImage(
                    Optional.empty(),
                    "cirros",
                    "p1",
                    Visibility.PUBLIC,
                    "raw",
                    "bare",
                    0,
                    0,
                    false,
                    false,
                    Set.of(),
                    Map.of()),
                new ByteArrayInputStream(new byte[1024]));
  }

  /** A host that the scheduler knows of. */
  FakeHost host(String name, int vcpus, int memoryMib, int diskGib) {
    var host = new FakeHost(server.url(), TOKEN, name, vcpus, memoryMib, diskGib);
    await()
        .until(() ->
            placement
                .hosts()
                .snapshot()
                .host(host.info.id())
                .filter(known -> known.state().up())
                .isPresent());
    return host;
  }

  /** Makes a server over HTTP and waits until it is ACTIVE; its id. */
  String makeServer(String token, String body) {
    var made = Json.parse(call(token, "POST", "/servers", "{\"server\": %s}".formatted(body)));
    var id = made.path("server").path("id").asString();
    await()
        .until(() ->
            Json.parse(call(token, "GET", "/servers/" + id, ""))
                .path("server")
                .path("status")
                .asString("")
                .equals("ACTIVE"));
    return id;
  }

  private String create(String collection, String key, String body) {
    var made = Json.parse(request("root/admin/admin", "POST", "/network/v2.0/" + collection, body));
    return made.path(key).path("id").asString();
  }

  /** Changes something of the network, as an operator. */
  void update(String path, String body) {
    var _ = request("root/admin/admin", "PUT", "/network/v2.0/" + path, body);
  }

  /** How many ports servers have. */
  int ports() {
    return Json.parse(
            request("root/admin/admin", "GET", "/network/v2.0/ports?device_owner=compute:nova", ""))
        .path("ports")
        .size();
  }

  private String call(String token, String method, String path, String body) {
    return request(token, method, "/compute/v2.1" + path, body);
  }

  private String request(String token, String method, String path, String body) {
    var request =
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .header("X-Auth-Token", token)
            .header("OpenStack-API-Version", "compute 2.96")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString()).body();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    compute.close();
    feed.close();
    server.close();
    postgres.close();
  }
}
