package cairn.bench.row;

import cairn.bench.cloud.Api;
import cairn.bench.cloud.Pause;
import cairn.bench.load.Load;
import cairn.bench.load.Message;
import cairn.common.CloudException;
import cairn.common.Entropy;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** What the rows need in the cloud: made through the API, and taken away by it. For one thread. */
public final class Fixture {
  private static final int TRIES_MAX = 240;
  private static final int ROUNDS_MAX = 2000;

  private final Api api;
  private final Options options;
  private final Deque<String[]> made = new ArrayDeque<>();
  private String network = "";
  private String image = "";
  private String flavor = "";
  private String server = "";
  private boolean servers;
  private boolean providers;
  private boolean basics;

  /** Nothing is made before it is asked for. */
  public Fixture(Api api, Options options) {
    this.api = api;
    this.options = options;
  }

  /** A network with a subnet of 64,000 addresses. */
  public String network() {
    basics();
    return network;
  }

  /** An image of a few bytes. */
  public String image() {
    basics();
    return image;
  }

  /** A server that is there. */
  public String server() throws IOException {
    servers();
    return server;
  }

  /** The body that creates a server. */
  public String serverBody(String name) {
    basics();
    return """
    {"server":{"name":"%s","flavorRef":"%s","imageRef":"%s","networks":[{"uuid":"%s"}]}}\
    """
        .formatted(name, flavor, image, network);
  }

  private void basics() {
    if (basics) {
      return;
    }
    basics = true;
    api.call(
        "PUT",
        "compute",
        "/os-quota-sets/" + api.projectId(),
        "{\"quota_set\":{\"instances\":-1,\"cores\":-1,\"ram\":-1}}");
    api.call("PUT", "network", "/quotas/" + api.projectId(), "{\"quota\":{\"port\":-1}}");
    network = create("network", "/networks", "{\"network\":{\"name\":\"bench\"}}", "/network/id");
    create(
        "network",
        "/subnets",
        """
        {"subnet":{"network_id":"%s","ip_version":4,"cidr":"10.77.0.0/16"}}\
        """
            .formatted(network),
        "/subnet/id");
    flavor =
        create(
            "compute",
            "/flavors",
            "{\"flavor\":{\"name\":\"bench\",\"vcpus\":1,\"ram\":64,\"disk\":0}}",
            "/flavor/id");
    image =
        create(
            "image",
            "/images",
            "{\"name\":\"bench\",\"disk_format\":\"raw\",\"container_format\":\"bare\"}",
            "/id");
    api.upload("image", "/images/" + image + "/file", "bench".repeat(1000));
  }

  /** As many servers as the options say. */
  public void servers() throws IOException {
    if (servers) {
      return;
    }
    basics();
    servers = true;
    var url = api.url("compute", "/servers");
    new Load(url, options.clients(), 202, () -> 0)
        .count(
            options.servers() - 1,
            number ->
                Message.of(
                    "POST",
                    url,
                    api.headers("compute"),
                    serverBody("bench-%04d".formatted(number))));
    server = api.post("compute", "/servers", serverBody("bench-last")).at("/server/id").asString();
    while (!api.get("compute", "/servers?limit=1&status=BUILD").path("servers").isEmpty()) {
      Pause.of(Duration.ofMillis(50));
    }
  }

  /** Resource providers with an inventory of classes that nothing else has. */
  public void providers() {
    if (providers) {
      return;
    }
    providers = true;
    for (var name : new String[] {"CPU", "MEMORY", "DISK"}) {
      api.call("PUT", "placement", "/resource_classes/CUSTOM_BENCH_" + name, "");
    }
    for (var i = 0; i < options.providers(); i++) {
      var id = Entropy.system().uuid().toString();
      api.post(
          "placement",
          "/resource_providers",
          "{\"name\":\"bench-%s\",\"uuid\":\"%s\"}".formatted(id, id));
      made.push(new String[] {"placement", "/resource_providers/" + id});
      api.call(
          "PUT",
          "placement",
          "/resource_providers/" + id + "/inventories",
          """
          {"resource_provider_generation":0,"inventories":{"CUSTOM_BENCH_CPU":{"total":64},\
          "CUSTOM_BENCH_MEMORY":{"total":262144},"CUSTOM_BENCH_DISK":{"total":2000}}}\
          """);
    }
  }

  private String create(String service, String path, String body, String idAt) {
    var id = api.post(service, path, body).at(idAt).asString();
    made.push(new String[] {service, path + "/" + id});
    return id;
  }

  /** Removes all, the last thing first; what is in use yet is tried again. */
  public void remove() {
    if (basics) {
      removeEach("compute", "/servers", "servers", "?name=bench-&limit=100");
      removeEach("network", "/ports", "ports", "?device_owner=&limit=100&network_id=" + network);
    }
    var made = new ArrayDeque<>(this.made);
    for (var tries = 0; !made.isEmpty() && tries < TRIES_MAX; tries++) {
      try {
        while (!made.isEmpty()) {
          api.call("DELETE", made.peek()[0], made.peek()[1], "");
          made.pop();
        }
      } catch (CloudException e) {
        Pause.of(Duration.ofMillis(500));
      }
    }
  }

  /** What the rows have made of their own. */
  private void removeEach(String service, String path, String name, String filter) {
    for (var tries = 0; tries < ROUNDS_MAX; tries++) {
      var found = api.get(service, path + filter).path(name);
      if (found.isEmpty()) {
        return;
      }
      for (var one : found) {
        try {
          api.call("DELETE", service, path + "/" + one.path("id").asString(), "");
        } catch (CloudException e) {
          // It is on its way already, or will be tried again.
        }
      }
      Pause.of(Duration.ofMillis(200));
    }
  }
}
