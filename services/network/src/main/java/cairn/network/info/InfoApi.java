package cairn.network.info;

import cairn.http.JsonBody;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.network.wire.JsonOut;
import cairn.network.wire.NetworkErrors;
import cairn.network.wire.NounPolicy;
import cairn.network.wire.Shape;
import cairn.policy.Rule;
import cairn.policy.Target;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import tools.jackson.core.JsonGenerator;

/** What the service tells of itself. */
public final class InfoApi {
  private static final String UPDATED = "2026-01-01T00:00:00-00:00";
  private static final Rule GET_ZONES =
      new Rule("get_availability_zone", "role:reader or role:admin", "List availability zones");
  private static final Rule GET_AGENTS =
      new Rule("get_agent", NounPolicy.ADMIN, "List the agents of hosts");

  private final List<Shape> nouns;
  private final String zone;
  private final Supplier<List<NetworkAgent>> agents;

  /**
   * @param nouns what the API serves
   * @param zone the availability zone's name
   * @param agents those that are known now
   */
  public InfoApi(List<Shape> nouns, String zone, Supplier<List<NetworkAgent>> agents) {
    this.nouns = List.copyOf(nouns);
    this.zone = zone;
    this.agents = agents;
  }

  /** Enters the routes into the table. */
  public void declare(Routes routes) {
    routes.get("").open().to(this::versions);
    routes.get("/v2.0").open().to(this::resources);
    routes.get("/v2.0/extensions").to(this::extensions);
    routes.get("/v2.0/extensions/{alias}").to(this::extension);
    routes.get("/v2.0/availability_zones").policy(GET_ZONES).to(this::zones);
    routes.get("/v2.0/service-providers").to(_ -> serviceProviders());
    routes.get("/v2.0/agents").policyInHandler(GET_AGENTS).to(this::listAgents);
    routes.get("/v2.0/agents/{id}").policy(GET_AGENTS).to(this::showAgent);
  }

  private Response versions(Request request) {
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeArrayPropertyStart("versions");
      json.writeStartObject();
      json.writeStringProperty("id", "v2.0");
      json.writeStringProperty("status", "CURRENT");
      links(json, request.baseUrl() + "/network/v2.0/");
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  private static void links(JsonGenerator json, String href) {
    json.writeArrayPropertyStart("links");
    json.writeStartObject();
    json.writeStringProperty("rel", "self");
    json.writeStringProperty("href", href);
    json.writeEndObject();
    json.writeEndArray();
  }

  private Response resources(Request request) {
    return Response.ok(
        list(
            "resources",
            nouns,
            (json, noun) -> {
              json.writeStartObject();
              json.writeStringProperty("name", noun.singular());
              json.writeStringProperty("collection", noun.plural());
              links(json, request.baseUrl() + "/network/v2.0/" + noun.path());
              json.writeEndObject();
            }));
  }

  private Response extensions(Request request) {
    return Response.ok(list("extensions", Extensions.ALL, InfoApi::write));
  }

  private Response extension(Request request) {
    var alias = request.parameter("alias");
    var extension =
        Extensions.find(alias)
            .orElseThrow(() -> NetworkErrors.notFound("Extension", "with alias " + alias));
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeName("extension");
      write(json, extension);
      json.writeEndObject();
    });
  }

  private static void write(JsonGenerator json, Extensions.Extension extension) {
    json.writeStartObject();
    json.writeStringProperty("name", extension.name());
    json.writeStringProperty("alias", extension.alias());
    json.writeStringProperty("description", extension.description());
    json.writeStringProperty("updated", UPDATED);
    json.writeArrayPropertyStart("links");
    json.writeEndArray();
    json.writeEndObject();
  }

  private Response zones(Request request) {
    return Response.ok(
        list(
            "availability_zones",
            List.of("network", "router"),
            (json, resource) -> {
              json.writeStartObject();
              json.writeStringProperty("name", zone);
              json.writeStringProperty("resource", resource);
              json.writeStringProperty("state", "available");
              json.writeEndObject();
            }));
  }

  private static Response serviceProviders() {
    return Response.ok(
        list(
            "service_providers",
            List.of("L3_ROUTER_NAT"),
            (json, type) -> {
              json.writeStartObject();
              json.writeStringProperty("service_type", type);
              json.writeStringProperty("name", "ovn");
              json.writeBooleanProperty("default", true);
              json.writeEndObject();
            }));
  }

  private Response listAgents(Request request) {
    var fields = new HashSet<>(request.query().all("fields"));
    // Who may not see agents is shown none, as by the reference.
    var known = request.allows(Target.NONE) ? agents.get() : List.<NetworkAgent>of();
    var found =
        known.stream()
            .filter(agent -> fits(request, "host", agent.host()))
            .filter(agent -> fits(request, "binary", NetworkAgent.BINARY))
            .filter(agent -> fits(request, "agent_type", NetworkAgent.TYPE))
            .filter(agent -> fits(request, "id", agent.id().toString()))
            .toList();
    return Response.ok(
        list(
            "agents",
            found,
            (json, agent) -> {
              json.writeStartObject();
              agent.write(new JsonOut(json, fields), zone);
              json.writeEndObject();
            }));
  }

  private static boolean fits(Request request, String name, String value) {
    var wanted = request.query().all(name);
    return wanted.isEmpty() || wanted.contains(value);
  }

  private Response showAgent(Request request) {
    var id = request.parameter("id");
    var agent =
        agents.get().stream()
            .filter(one -> one.id().toString().equals(id))
            .findFirst()
            .orElseThrow(() -> NetworkErrors.notFound("Agent", id));
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeObjectPropertyStart("agent");
      agent.write(new JsonOut(json, Set.of()), zone);
      json.writeEndObject();
      json.writeEndObject();
    });
  }

  private static <T> JsonBody list(String name, List<T> items, BiConsumer<JsonGenerator, T> write) {
    return json -> {
      json.writeStartObject();
      json.writeArrayPropertyStart(name);
      items.forEach(item -> write.accept(json, item));
      json.writeEndArray();
      json.writeEndObject();
    };
  }
}
