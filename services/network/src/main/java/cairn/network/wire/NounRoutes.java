package cairn.network.wire;

import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.sql.Database;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The routes that every noun has: list, show, create one or several, update, delete. */
public final class NounRoutes<T> {
  private final Database database;
  private final Noun<T> noun;
  private final Shape shape;

  private NounRoutes(Database database, Noun<T> noun) {
    this.database = database;
    this.noun = noun;
    this.shape = noun.shape();
  }

  /** Enters a noun's routes into the table. */
  public static <T> void declare(Routes routes, Database database, Noun<T> noun) {
    var handlers = new NounRoutes<>(database, noun);
    var policy = noun.policy();
    var all = "/v2.0/" + noun.shape().path();
    var one = all + "/{id}";
    routes.get(all).policy(policy.get()).to(handlers::list);
    routes.get(one).policyInHandler(policy.get()).to(handlers::show);
    routes
        .post(all)
        .body(noun.shape().schema(true))
        .policyInHandler(policy.create())
        .to(handlers::create);
    routes
        .put(one)
        .body(noun.shape().schema(false))
        .policyInHandler(policy.update())
        .to(handlers::update);
    routes.delete(one).policyInHandler(policy.delete()).to(handlers::delete);
  }

  private Response list(Request request) {
    var wanted = ListRequest.of(request.query());
    var fields = fields(request);
    var sight = Sight.of(request.caller());
    noun.beforeList(database, sight);
    var page = database.read(tx -> noun.list(tx, request, sight, wanted));
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeArrayPropertyStart(shape.plural());
      for (var item : page.items()) {
        json.writeStartObject();
        noun.write(item, new JsonOut(json, fields), request);
        json.writeEndObject();
      }
      json.writeEndArray();
      new PageLinks(request, wanted)
          .write(json, shape.plural(), page.items().stream().map(noun::id).toList(), page.more());
      json.writeEndObject();
    });
  }

  private Response show(Request request) {
    var fields = fields(request);
    var item =
        database.read(
            tx -> noun.load(tx, Sight.of(request.caller()), request.parameter("id"), false));
    request.check(noun.target(item));
    return one(200, request, item, fields);
  }

  private Response create(Request request) {
    var made =
        database.inTransaction(tx -> {
          var items = shape.creation(request, input -> noun.targetOfNew(tx, request, input));
          for (var input : items.inputs()) {
            checkProject(input);
            request.check(noun.targetOfNew(tx, request, input));
          }
          return new Made<>(items.many(), noun.createAll(tx, request, items.inputs()));
        });
    if (!made.many()) {
      return one(201, request, made.items().getFirst(), Set.of());
    }
    return Response.json(
        201,
        json -> {
          json.writeStartObject();
          json.writeArrayPropertyStart(shape.plural());
          for (var item : made.items()) {
            json.writeStartObject();
            noun.write(item, new JsonOut(json, Set.of()), request);
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private record Made<T>(boolean many, List<T> items) {}

  private static void checkProject(Input input) {
    var project = input.text("project_id");
    var tenant = input.text("tenant_id");
    if (project.isPresent() && tenant.isPresent() && !project.equals(tenant)) {
      throw NetworkErrors.badRequest("'project_id' and 'tenant_id' do not match");
    }
  }

  private Response update(Request request) {
    var changed =
        database.inTransaction(tx -> {
          var item = noun.load(tx, Sight.of(request.caller()), request.parameter("id"), true);
          request.check(noun.target(item));
          var input = shape.change(request, noun.target(item));
          return noun.update(tx, request, item, input);
        });
    return one(200, request, changed, Set.of());
  }

  private Response delete(Request request) {
    database.run(tx -> {
      var item = noun.load(tx, Sight.of(request.caller()), request.parameter("id"), true);
      request.check(noun.target(item));
      noun.delete(tx, request, item);
    });
    return Response.empty(204);
  }

  private Response one(int status, Request request, T item, Set<String> fields) {
    return Response.json(
        status,
        json -> {
          json.writeStartObject();
          json.writeObjectPropertyStart(shape.singular());
          noun.write(item, new JsonOut(json, fields), request);
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  private Set<String> fields(Request request) {
    var fields = new HashSet<>(request.query().all("fields"));
    fields.remove("");
    return fields;
  }
}
