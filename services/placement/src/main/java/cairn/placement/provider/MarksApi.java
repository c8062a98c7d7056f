package cairn.placement.provider;

import cairn.http.BodySchema;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.placement.vocabulary.Words;
import cairn.placement.wire.Answers;
import cairn.placement.wire.Needs;
import cairn.sql.Database;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** The routes of a provider's traits, aggregates and usages. */
public final class MarksApi {
  private static final BodySchema TRAITS =
      BodySchema.of(
          """
          {
            "type": "object",
            "properties": {
              "traits": {
                "type": "array", "uniqueItems": true,
                "items": {"type": "string", "pattern": "^[A-Z0-9_]+$", "maxLength": 255}
              },
              "resource_provider_generation": {"type": "integer"}
            },
            "required": ["traits", "resource_provider_generation"],
            "additionalProperties": false
          }
          """);
  private static final String IDS =
      """
      {"type": "array", "uniqueItems": true, "items": {"type": "string", "format": "uuid"}}\
      """;
  private static final BodySchema AGGREGATES_OLD = BodySchema.of(IDS);
  private static final BodySchema AGGREGATES =
      BodySchema.of(
          """
          {
            "type": "object",
            "properties": {
              "aggregates": %s,
              "resource_provider_generation": {"type": "integer"}
            },
            "required": ["aggregates", "resource_provider_generation"],
            "additionalProperties": false
          }
          """
              .formatted(IDS));

  private final Database database;
  private final Providers providers;
  private final Words traits;
  private final Answers answers;
  private final ProviderStore store = new ProviderStore();

  public MarksApi(Database database, Providers providers, Words traits, Answers answers) {
    this.database = database;
    this.providers = providers;
    this.traits = traits;
    this.answers = answers;
  }

  /** Enters the routes into the table. */
  public void addTo(Routes routes) {
    var base = "/resource_providers/{provider}";
    var marks = base + "/traits";
    routes.get(marks).since("1.6").policy(ProviderPolicy.LIST_TRAITS).to(this::traits);
    routes
        .put(marks)
        .since("1.6")
        .body(TRAITS)
        .policy(ProviderPolicy.UPDATE_TRAITS)
        .to(this::putTraits);
    routes.delete(marks).since("1.6").policy(ProviderPolicy.DELETE_TRAITS).to(this::deleteTraits);
    var groups = base + "/aggregates";
    routes.get(groups).since("1.1").policy(ProviderPolicy.LIST_AGGREGATES).to(this::aggregates);
    routes
        .put(groups)
        .since("1.1")
        .until("1.18")
        .body(AGGREGATES_OLD)
        .policy(ProviderPolicy.UPDATE_AGGREGATES)
        .to(this::putAggregates);
    routes
        .put(groups)
        .since("1.19")
        .body(AGGREGATES)
        .policy(ProviderPolicy.UPDATE_AGGREGATES)
        .to(this::putAggregates);
    routes.get(base + "/usages").policy(ProviderPolicy.USAGES).to(this::usages);
  }

  private Response traits(Request request) {
    var id = ProviderPath.id(request);
    var provider = database.read(tx -> providers.get(tx, id));
    Set<String> has = database.read(tx -> store.traits(tx, id));
    return marks(request, "traits", new TreeSet<>(has), Optional.of(provider));
  }

  private Response marks(
      Request request, String name, Collection<?> values, Optional<Provider> provider) {
    return answers.ok(
        request,
        json -> {
          json.writeStartObject();
          json.writeArrayPropertyStart(name);
          values.forEach(value -> json.writeString(value.toString()));
          json.writeEndArray();
          provider.ifPresent(known ->
              json.writeNumberProperty("resource_provider_generation", known.generation()));
          json.writeEndObject();
        });
  }

  private Response putTraits(Request request) {
    var id = ProviderPath.id(request);
    var wanted = new TreeSet<String>();
    request.body().get("traits").forEach(trait -> wanted.add(trait.asString()));
    var provider =
        database.inTransaction(tx -> {
          traits.check(tx, wanted);
          return providers.change(
              tx,
              id,
              Optional.of(request.body().get("resource_provider_generation").asLong()),
              before -> store.replaceTraits(tx, id, wanted));
        });
    return marks(request, "traits", wanted, Optional.of(provider));
  }

  private Response deleteTraits(Request request) {
    var id = ProviderPath.id(request);
    database.run(tx ->
        providers.change(
            tx, id, Optional.empty(), before -> store.replaceTraits(tx, id, Set.of())));
    return answers.empty(request, 204);
  }

  private Response aggregates(Request request) {
    var id = ProviderPath.id(request);
    var provider = database.read(tx -> providers.get(tx, id));
    Set<UUID> in = database.read(tx -> store.aggregates(tx, id));
    return aggregates(request, in, provider);
  }

  private Response aggregates(Request request, Set<UUID> in, Provider provider) {
    return marks(
        request,
        "aggregates",
        new TreeSet<>(in),
        request.version().since(1, 19) ? Optional.of(provider) : Optional.empty());
  }

  private Response putAggregates(Request request) {
    var id = ProviderPath.id(request);
    var body = request.body();
    var wanted = new HashSet<UUID>();
    (body.isArray() ? body : body.get("aggregates"))
        .forEach(aggregate -> wanted.add(Needs.uuid(aggregate.asString(), "aggregates")));
    var generation =
        body.isArray()
            ? Optional.<Long>empty()
            : Optional.of(body.get("resource_provider_generation").asLong());
    var provider =
        database.inTransaction(tx ->
            providers.change(
                tx, id, generation, before -> store.replaceAggregates(tx, id, wanted)));
    return aggregates(request, wanted, provider);
  }

  private Response usages(Request request) {
    var id = ProviderPath.id(request);
    var provider = database.read(tx -> providers.get(tx, id));
    Map<String, Long> used =
        database.read(tx -> store.usages(tx, Set.of(id))).getOrDefault(id, Map.of());
    return answers.ok(
        request,
        json -> {
          json.writeStartObject();
          json.writeNumberProperty("resource_provider_generation", provider.generation());
          json.writeObjectPropertyStart("usages");
          used.forEach(json::writeNumberProperty);
          json.writeEndObject();
          json.writeEndObject();
        });
  }
}
