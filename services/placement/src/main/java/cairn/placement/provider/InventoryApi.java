package cairn.placement.provider;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.placement.vocabulary.Words;
import cairn.placement.wire.Answers;
import cairn.sql.Database;
import cairn.sql.Transaction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** The routes of what a provider has. */
public final class InventoryApi {
  private record View(Provider provider, Map<String, Inventory> inventories) {}

  private final Database database;
  private final Providers providers;
  private final Words classes;
  private final Answers answers;
  private final ProviderStore store = new ProviderStore();

  public InventoryApi(Database database, Providers providers, Words classes, Answers answers) {
    this.database = database;
    this.providers = providers;
    this.classes = classes;
    this.answers = answers;
  }

  /** Enters the routes into the table. */
  public void addTo(Routes routes) {
    var all = "/resource_providers/{provider}/inventories";
    var one = all + "/{class}";
    routes.get(all).policy(ProviderPolicy.LIST_INVENTORIES).to(this::list);
    routes
        .post(all)
        .body(InventoryJson.CREATE)
        .policy(ProviderPolicy.CREATE_INVENTORY)
        .to(this::create);
    routes
        .put(all)
        .body(InventoryJson.REPLACE)
        .policy(ProviderPolicy.UPDATE_INVENTORY)
        .to(this::replace);
    routes.delete(all).since("1.5").policy(ProviderPolicy.DELETE_INVENTORY).to(this::deleteAll);
    routes.get(one).policy(ProviderPolicy.SHOW_INVENTORY).to(this::show);
    routes
        .put(one)
        .body(InventoryJson.UPDATE)
        .policy(ProviderPolicy.UPDATE_INVENTORY)
        .to(this::update);
    routes.delete(one).policy(ProviderPolicy.DELETE_INVENTORY).to(this::delete);
  }

  private View view(Transaction tx, UUID id) {
    return new View(providers.get(tx, id), store.inventories(tx, id));
  }

  private View read(Request request) {
    return database.read(tx -> view(tx, ProviderPath.id(request)));
  }

  private Response list(Request request) {
    return all(request, read(request));
  }

  private Response all(Request request, View view) {
    return answers.ok(
        request,
        json -> InventoryJson.writeAll(json, view.inventories(), view.provider().generation()));
  }

  private Response one(Request request, int status, View view, String name) {
    var inventory = view.inventories().get(name);
    if (inventory == null) {
      throw missing(view.provider().id(), name);
    }
    return answers.json(
        request,
        status,
        json -> InventoryJson.writeOne(json, inventory, view.provider().generation()));
  }

  private static CloudException missing(UUID provider, String name) {
    return new CloudException(
        Kind.NOT_FOUND, "No inventory of class %s for %s".formatted(name, provider));
  }

  private Response show(Request request) {
    return one(request, 200, read(request), request.parameter("class"));
  }

  private View put(Request request, Map<String, Inventory> wanted, boolean onlyThese) {
    var id = ProviderPath.id(request);
    var asked = request.body().path("resource_provider_generation");
    return database.inTransaction(tx -> {
      classes.check(tx, wanted.keySet());
      providers.change(
          tx,
          id,
          asked.isMissingNode() ? Optional.empty() : Optional.of(asked.asLong()),
          provider -> {
            if (onlyThese) {
              store.replaceInventories(tx, id, wanted);
            } else {
              store.putInventories(tx, id, wanted);
            }
          });
      return view(tx, id);
    });
  }

  private Response create(Request request) {
    var name = request.body().get("resource_class").asString();
    if (read(request).inventories().containsKey(name)) {
      throw new CloudException(
          Kind.CONFLICT, "Update conflict: the provider has an inventory of %s.".formatted(name));
    }
    var inventory = InventoryJson.read(name, request.body(), request.version());
    var view = put(request, Map.of(name, inventory), false);
    return one(request, 201, view, name)
        .header("Location", request.baseUrl() + request.path() + "/" + name);
  }

  private Response replace(Request request) {
    var wanted = new TreeMap<String, Inventory>();
    request
        .body()
        .get("inventories")
        .properties()
        .forEach(entry ->
            wanted.put(
                entry.getKey(),
                InventoryJson.read(entry.getKey(), entry.getValue(), request.version())));
    return all(request, put(request, wanted, true));
  }

  private Response update(Request request) {
    var name = request.parameter("class");
    if (!read(request).inventories().containsKey(name)) {
      throw new CloudException(
          Kind.BAD_REQUEST,
          "No inventory record with resource class %s for the provider".formatted(name));
    }
    var inventory = InventoryJson.read(name, request.body(), request.version());
    return one(request, 200, put(request, Map.of(name, inventory), false), name);
  }

  private Response deleteAll(Request request) {
    var id = ProviderPath.id(request);
    database.run(tx ->
        providers.change(
            tx, id, Optional.empty(), provider -> store.replaceInventories(tx, id, Map.of())));
    return answers.empty(request, 204);
  }

  private Response delete(Request request) {
    var id = ProviderPath.id(request);
    var name = request.parameter("class");
    database.run(tx ->
        providers.change(
            tx,
            id,
            Optional.empty(),
            provider -> {
              if (store.deleteInventories(tx, id, List.of(name)) == 0) {
                throw missing(id, name);
              }
            }));
    return answers.empty(request, 204);
  }
}
