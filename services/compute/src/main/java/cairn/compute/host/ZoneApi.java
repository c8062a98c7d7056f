package cairn.compute.host;

import cairn.common.Time;
import cairn.compute.wire.Wire;
import cairn.http.Response;
import cairn.http.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/** {@code /os-availability-zone}. */
public final class ZoneApi {
  private final Hosts hosts;
  private final Time time;

  /** Answers for those hosts. */
  public ZoneApi(Hosts hosts, Time time) {
    this.hosts = hosts;
    this.time = time;
  }

  /** Enters the routes. */
  public void declare(Routes routes) {
    routes.get("/v2.1/os-availability-zone").policy(HostPolicy.ZONES).to(_ -> list(false));
    routes
        .get("/v2.1/os-availability-zone/detail")
        .policy(HostPolicy.ZONES_DETAIL)
        .to(_ -> list(true));
  }

  private Response list(boolean detailed) {
    var zones = new TreeMap<String, List<Host>>();
    for (var host : hosts.list()) {
      zones.computeIfAbsent(host.zone(), _ -> new ArrayList<>()).add(host);
    }
    zones.computeIfAbsent(Hosts.ZONE, _ -> new ArrayList<>());
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeArrayPropertyStart("availabilityZoneInfo");
      zones.forEach((name, members) -> zone(json, name, members, detailed));
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  private void zone(JsonGenerator json, String name, List<Host> members, boolean detailed) {
    var now = time.now();
    json.writeStartObject();
    json.writeStringProperty("zoneName", name);
    json.writeObjectPropertyStart("zoneState");
    json.writeBooleanProperty(
        "available", members.isEmpty() || members.stream().anyMatch(Host::enabled));
    json.writeEndObject();
    if (detailed) {
      json.writeObjectPropertyStart("hosts");
      for (var host : members) {
        json.writeObjectPropertyStart(host.name());
        json.writeObjectPropertyStart("nova-compute");
        json.writeBooleanProperty("available", host.up(now));
        json.writeBooleanProperty("active", host.enabled());
        json.writeStringProperty("updated_at", Wire.timeMicros(host.heardAt()));
        json.writeEndObject();
        json.writeEndObject();
      }
      json.writeEndObject();
    } else {
      json.writeNullProperty("hosts");
    }
    json.writeEndObject();
  }
}
