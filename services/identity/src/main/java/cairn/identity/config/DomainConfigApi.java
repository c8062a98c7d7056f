package cairn.identity.config;

import cairn.common.Json;
import cairn.http.BodySchema;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.identity.directory.Directory;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Refusals;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** What a domain sets for itself, over HTTP. */
public final class DomainConfigApi {
  private static final Set<String> SECURITY =
      Set.of("password_regex", "password_regex_description");

  private static final BodySchema SCHEMA =
      BodySchema.of(
          """
          {"type": "object", "required": ["config"], "properties": {"config": {"type": "object"}}}\
          """);

  private final DomainConfigs configs;
  private final Directory directory;
  private final Supplier<ObjectNode> security;

  /**
   * A new one.
   *
   * @param security the rules that passwords have to follow, by the names of their options
   */
  public DomainConfigApi(
      DomainConfigs configs, Directory directory, Supplier<ObjectNode> security) {
    this.configs = configs;
    this.directory = directory;
    this.security = security;
  }

  /** Enters the routes into the table. */
  public void declare(Routes routes) {
    var all = "/v3/domains/{domain_id}/config";
    var rules = all + "/security_compliance";
    routes.get(rules).policy(DomainConfigPolicy.SECURITY).to(r -> passwordRules(r, 1));
    routes
        .get(rules + "/{option}")
        .policy(DomainConfigPolicy.SECURITY)
        .to(r -> passwordRules(r, 2));
    routes.put(all).body(SCHEMA).policy(DomainConfigPolicy.CREATE).to(this::replace);
    declare(routes, all, "", 0);
    declare(routes, all, "/{group}", 1);
    declare(routes, all, "/{group}/{option}", 2);
  }

  private void declare(Routes routes, String all, String part, int depth) {
    var path = all + part;
    routes.get(path).policy(DomainConfigPolicy.SHOW).to(r -> show(r, Place.of(r, depth)));
    routes
        .patch(path)
        .body(SCHEMA)
        .policy(DomainConfigPolicy.UPDATE)
        .to(r -> update(r, Place.of(r, depth)));
    routes.delete(path).policy(DomainConfigPolicy.DELETE).to(r -> delete(r, Place.of(r, depth)));
    routes
        .get("/v3/domains/config" + part + "/default")
        .policy(DomainConfigPolicy.DEFAULTS)
        .to(r -> defaults(Place.of(r, depth)));
  }

  /** Which part of the configuration a path names. */
  private record Place(Optional<String> group, Optional<String> option) {
    static Place of(Request request, int depth) {
      return new Place(
          depth > 0 ? Optional.of(request.parameter("group")) : Optional.empty(),
          depth > 1 ? Optional.of(request.parameter("option")) : Optional.empty());
    }
  }

  private Response show(Request request, Place place) {
    return answer(200, configs.find(domain(request), place.group(), place.option()));
  }

  private Response passwordRules(Request request, int depth) {
    if (!domain(request).equals("default")) {
      throw DomainConfigs.invalid(
          "Reading security compliance information for any domain other than the default domain is not allowed or supported.");
    }
    var option = depth > 1 ? Optional.of(request.parameter("option")) : Optional.<String>empty();
    if (option.filter(name -> !SECURITY.contains(name)).isPresent()) {
      throw DomainConfigs.invalid(
          "Reading security compliance values other than password_regex and password_regex_description is not allowed.");
    }
    var shown = Json.object();
    var values = security.get();
    for (var name : SECURITY) {
      if (option.filter(wanted -> !wanted.equals(name)).isEmpty()) {
        shown.set(name, values.has(name) ? values.path(name) : shown.nullNode());
      }
    }
    return answer(
        200, option.isPresent() ? shown : Json.object().set("security_compliance", shown));
  }

  private Response replace(Request request) {
    var domain = domain(request);
    var before = configs.replace(domain, request.body().path("config"));
    return answer(before ? 200 : 201, configs.shown(domain));
  }

  private Response update(Request request, Place place) {
    var domain = domain(request);
    configs.update(domain, request.body().path("config"), place.group(), place.option());
    return answer(200, configs.shown(domain));
  }

  private Response delete(Request request, Place place) {
    configs.delete(domain(request), place.group(), place.option());
    return Answers.none();
  }

  private static Response defaults(Place place) {
    return answer(200, DomainConfigs.defaults(place.group(), place.option()));
  }

  private String domain(Request request) {
    var id = request.parameter("domain_id");
    return directory.domain(id).orElseThrow(() -> Refusals.notFound("domain", id)).id();
  }

  private static Response answer(int status, ObjectNode config) {
    return Answers.json(
        status,
        json -> {
          json.writeStartObject();
          Answers.tree(json, "config", config);
          json.writeEndObject();
        });
  }
}
