package cairn.placement.provider;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.common.Entropy;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.placement.vocabulary.Words;
import cairn.placement.wire.Answers;
import cairn.placement.wire.Needs;
import cairn.sql.Database;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The routes of providers themselves. */
public final class ProviderApi {
  private final Database database;
  private final Entropy entropy;
  private final Providers providers;
  private final ProviderList list;
  private final Answers answers;

  public ProviderApi(
      Database database,
      Entropy entropy,
      Providers providers,
      Words traits,
      Words classes,
      Answers answers) {
    this.database = database;
    this.entropy = entropy;
    this.providers = providers;
    this.list = new ProviderList(traits, classes);
    this.answers = answers;
  }

  /** Enters the routes into the table. */
  public void addTo(Routes routes) {
    var all = "/resource_providers";
    var one = all + "/{provider}";
    routes.get(all).policy(ProviderPolicy.LIST).to(this::list);
    routes
        .post(all)
        .until("1.13")
        .body(ProviderJson.CREATE)
        .policy(ProviderPolicy.CREATE)
        .to(this::create);
    routes
        .post(all)
        .since("1.14")
        .body(ProviderJson.CREATE_NESTED)
        .policy(ProviderPolicy.CREATE)
        .to(this::create);
    routes.get(one).policy(ProviderPolicy.SHOW).to(this::show);
    routes
        .put(one)
        .until("1.13")
        .body(ProviderJson.UPDATE)
        .policy(ProviderPolicy.UPDATE)
        .to(this::update);
    routes
        .put(one)
        .since("1.14")
        .body(ProviderJson.UPDATE_NESTED)
        .policy(ProviderPolicy.UPDATE)
        .to(this::update);
    routes.delete(one).policy(ProviderPolicy.DELETE).to(this::delete);
  }

  private Response list(Request request) {
    List<Provider> found = database.read(tx -> list.read(tx, request));
    return answers.ok(
        request,
        json -> {
          json.writeStartObject();
          json.writeArrayPropertyStart("resource_providers");
          found.forEach(provider -> ProviderJson.write(json, provider, request.version()));
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private Response create(Request request) {
    var body = request.body();
    var id = body.has("uuid") ? Needs.uuid(body.get("uuid").asString(), "uuid") : entropy.uuid();
    var made =
        database.inTransaction(
            tx -> providers.create(tx, id, body.get("name").asString(), parent(request)));
    var response =
        request.version().since(1, 20)
            ? answers.ok(request, json -> ProviderJson.write(json, made, request.version()))
            : answers.empty(request, 201);
    return response.header(
        "Location", request.baseUrl() + "/placement/resource_providers/" + made.id());
  }

  private static Optional<UUID> parent(Request request) {
    var parent = request.body().path("parent_provider_uuid");
    return parent.isString()
        ? Optional.of(Needs.uuid(parent.asString(), "parent_provider_uuid"))
        : Optional.empty();
  }

  private Response show(Request request) {
    var provider = database.read(tx -> providers.get(tx, ProviderPath.id(request)));
    return answers.ok(request, json -> ProviderJson.write(json, provider, request.version()));
  }

  private Response update(Request request) {
    var id = ProviderPath.id(request);
    var provider =
        database.inTransaction(tx -> {
          var before = providers.get(tx, id);
          var parent =
              request.body().has("parent_provider_uuid") ? parent(request) : before.parent();
          var moved = before.parent().isPresent() && !before.parent().equals(parent);
          if (moved && !request.version().since(1, 37)) {
            throw new CloudException(
                Kind.BAD_REQUEST,
                "Unable to save resource provider %s: re-parenting a provider is not currently"
                        .formatted(id)
                    + " allowed.");
          }
          return providers.update(tx, id, request.body().get("name").asString(), parent);
        });
    return answers.ok(request, json -> ProviderJson.write(json, provider, request.version()));
  }

  private Response delete(Request request) {
    database.run(tx -> providers.delete(tx, ProviderPath.id(request)));
    return answers.empty(request, 204);
  }
}
