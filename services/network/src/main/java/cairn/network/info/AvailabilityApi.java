package cairn.network.info;

import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.network.info.AvailabilityStore.SubnetUsage;
import cairn.network.info.AvailabilityStore.Usage;
import cairn.network.wire.NetworkErrors;
import cairn.network.wire.NounPolicy;
import cairn.policy.Rule;
import cairn.policy.Target;
import cairn.sql.Database;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/** How full networks are ({@code network-ip-availability}). */
public final class AvailabilityApi {
  private static final Rule GET =
      new Rule("get_network_ip_availability", NounPolicy.ADMIN, "See how full networks are");

  private final AvailabilityStore store = new AvailabilityStore();
  private final Database database;

  public AvailabilityApi(Database database) {
    this.database = database;
  }

  /** Enters the routes into the table. */
  public void declare(Routes routes) {
    routes.get("/v2.0/network-ip-availabilities").policyInHandler(GET).to(this::list);
    routes.get("/v2.0/network-ip-availabilities/{id}").policy(GET).to(this::show);
  }

  private Map<UUID, List<Usage>> read() {
    return database.read(store::all).stream()
        .collect(Collectors.groupingBy(Usage::network, LinkedHashMap::new, Collectors.toList()));
  }

  private Response list(Request request) {
    var query = request.query();
    // Who may not see this is shown none, as by the reference.
    var known = request.allows(Target.NONE) ? read() : Map.<UUID, List<Usage>>of();
    var networks =
        known.values().stream()
            .filter(rows -> fits(query.all("network_id"), rows.getFirst().network().toString()))
            .filter(rows -> fits(query.all("network_name"), rows.getFirst().name()))
            .filter(rows -> fits(query.all("project_id"), rows.getFirst().projectId()))
            .filter(rows -> fits(query.all("tenant_id"), rows.getFirst().projectId()))
            .toList();
    var versions = query.all("ip_version");
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeArrayPropertyStart("network_ip_availabilities");
      networks.forEach(rows -> write(json, rows, versions));
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  private static boolean fits(List<String> wanted, String value) {
    return wanted.isEmpty() || wanted.contains(value);
  }

  private Response show(Request request) {
    var id = request.parameter("id");
    var rows =
        read().values().stream()
            .filter(some -> some.getFirst().network().toString().equals(id))
            .findFirst()
            .orElseThrow(() -> NetworkErrors.notFound("Network", id));
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeName("network_ip_availability");
      write(json, rows, List.of());
      json.writeEndObject();
    });
  }

  private static void write(JsonGenerator json, List<Usage> rows, List<String> versions) {
    var network = rows.getFirst();
    var subnets =
        rows.stream()
            .flatMap(row -> row.subnet().stream())
            .filter(subnet -> fits(versions, String.valueOf(subnet.ipVersion())))
            .toList();
    json.writeStartObject();
    json.writeStringProperty("network_id", network.network().toString());
    json.writeStringProperty("network_name", network.name());
    json.writeStringProperty("tenant_id", network.projectId());
    json.writeStringProperty("project_id", network.projectId());
    json.writeName("total_ips");
    json.writeNumber(
        subnets.stream().map(SubnetUsage::total).reduce(BigInteger.ZERO, BigInteger::add));
    json.writeNumberProperty("used_ips", subnets.stream().mapToLong(SubnetUsage::used).sum());
    json.writeArrayPropertyStart("subnet_ip_availability");
    for (var subnet : subnets) {
      json.writeStartObject();
      json.writeStringProperty("subnet_id", subnet.id().toString());
      json.writeStringProperty("subnet_name", subnet.name());
      json.writeNumberProperty("ip_version", subnet.ipVersion());
      json.writeStringProperty("cidr", subnet.cidr());
      json.writeName("total_ips");
      json.writeNumber(subnet.total());
      json.writeNumberProperty("used_ips", subnet.used());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
