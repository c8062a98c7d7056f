package cairn.compute.host;

import cairn.common.Time;
import cairn.compute.wire.ComputeErrors;
import cairn.compute.wire.Page;
import cairn.compute.wire.Queries;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** {@code /os-hypervisors}. */
public final class HypervisorApi {
  private static final String ALL = "/v2.1/os-hypervisors";
  private static final String ONE = ALL + "/{id}";

  private final Hosts hosts;
  private final Time time;

  /** Answers for those hosts. */
  public HypervisorApi(Hosts hosts, Time time) {
    this.hosts = hosts;
    this.time = time;
  }

  /** Enters the routes. */
  public void declare(Routes routes) {
    routes.get(ALL).policy(HostPolicy.HYPERVISORS).to(request -> list(request, false));
    routes
        .get(ALL + "/detail")
        .policy(HostPolicy.HYPERVISORS_DETAIL)
        .to(request -> list(request, true));
    routes
        .get(ALL + "/statistics")
        .until("2.87")
        .policy(HostPolicy.STATISTICS)
        .to(this::statistics);
    routes.get(ONE).policy(HostPolicy.HYPERVISOR).to(this::show);
    routes.get(ONE + "/uptime").until("2.87").policy(HostPolicy.UPTIME).to(this::uptime);
    routes
        .get(ONE + "/search")
        .until("2.52")
        .policy(HostPolicy.SEARCH)
        .to(request -> byName(request, false));
    routes
        .get(ONE + "/servers")
        .until("2.52")
        .policy(HostPolicy.SERVERS)
        .to(request -> byName(request, true));
  }

  private List<Hypervisor> all() {
    var census = hosts.census();
    var guests = census.guests().stream().collect(Collectors.groupingBy(Hosts.Guest::host));
    return census.hosts().stream()
        .map(host -> new Hypervisor(host, guests.getOrDefault(host.id(), List.<Hosts.Guest>of())))
        .toList();
  }

  private List<Hypervisor> named(String part) {
    var found = all().stream().filter(one -> one.host().name().contains(part)).toList();
    if (found.isEmpty()) {
      throw ComputeErrors.notFound("No hypervisor matching '%s' could be found.".formatted(part));
    }
    return found;
  }

  private Response list(Request request, boolean detailed) {
    Queries.known(
        request, Set.of("limit", "marker", "hypervisor_hostname_pattern", "with_servers"));
    var version = request.version();
    var pattern =
        request.query().last("hypervisor_hostname_pattern").filter(_ -> version.since(2, 53));
    var paged = version.since(2, 33) && pattern.isEmpty();
    var page = paged ? Page.of(request.query()) : new Page(Integer.MAX_VALUE, Optional.empty());
    var found = cut(pattern.map(this::named).orElseGet(this::all), page, version.since(2, 53));
    var servers =
        version.since(2, 53)
            && request.query().last("with_servers").flatMap(Queries::truth).orElse(false);
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeArrayPropertyStart("hypervisors");
      for (var one : found) {
        json.writeStartObject();
        HypervisorJson.common(json, version, one.host(), time.now());
        if (detailed) {
          HypervisorJson.detail(json, version, one);
        }
        if (servers) {
          HypervisorJson.servers(json, one, version.since(2, 75));
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      if (paged) {
        page.links(json, request, "hypervisors", found, one -> key(one, version.since(2, 53)));
      }
      json.writeEndObject();
    });
  }

  private static String key(Hypervisor hypervisor, boolean byUuid) {
    var host = hypervisor.host();
    return byUuid ? host.id().toString() : Long.toString(host.number());
  }

  private static List<Hypervisor> cut(List<Hypervisor> all, Page page, boolean byUuid) {
    var start = 0;
    if (page.marker().isPresent()) {
      var marker = page.marker().get();
      while (start < all.size() && !key(all.get(start), byUuid).equals(marker)) {
        start++;
      }
      if (start == all.size()) {
        throw ComputeErrors.badRequest("marker [%s] not found".formatted(marker));
      }
      start++;
    }
    var end = Math.min((long) all.size(), start + (long) page.limit());
    return all.subList(start, (int) end);
  }

  private Hypervisor load(Request request) {
    var id = request.parameter("id");
    var byUuid = request.version().since(2, 53);
    if (byUuid && cairn.common.Id.parse(id).map(UUID::toString).isEmpty()) {
      throw ComputeErrors.badRequest("Invalid uuid %s".formatted(id));
    }
    return all().stream()
        .filter(one -> key(one, byUuid).equals(id))
        .findFirst()
        .orElseThrow(() ->
            ComputeErrors.notFound("Hypervisor with ID '%s' could not be found.".formatted(id)));
  }

  private Response show(Request request) {
    var one = load(request);
    var version = request.version();
    var servers =
        version.since(2, 53)
            && request.query().last("with_servers").flatMap(Queries::truth).orElse(false);
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeObjectPropertyStart("hypervisor");
      HypervisorJson.common(json, version, one.host(), time.now());
      HypervisorJson.detail(json, version, one);
      if (servers) {
        HypervisorJson.servers(json, one, version.since(2, 75));
      }
      json.writeEndObject();
      json.writeEndObject();
    });
  }

  private Response statistics(Request request) {
    var all = all();
    return Response.ok(json -> HypervisorJson.statistics(json, all));
  }

  private Response uptime(Request request) {
    var one = load(request);
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeObjectPropertyStart("hypervisor");
      HypervisorJson.common(json, request.version(), one.host(), time.now());
      json.writeStringProperty("uptime", "");
      json.writeEndObject();
      json.writeEndObject();
    });
  }

  private Response byName(Request request, boolean servers) {
    var found = named(request.parameter("id"));
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeArrayPropertyStart("hypervisors");
      for (var one : found) {
        json.writeStartObject();
        HypervisorJson.common(json, request.version(), one.host(), time.now());
        if (servers) {
          HypervisorJson.servers(json, one, false);
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    });
  }
}
