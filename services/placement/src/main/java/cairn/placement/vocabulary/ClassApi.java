package cairn.placement.vocabulary;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.http.BodySchema;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.placement.wire.Answers;
import cairn.sql.Database;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** The routes of resource classes. */
public final class ClassApi {
  private static final BodySchema CREATE =
      BodySchema.of(
          """
          {
            "type": "object",
            "properties": {
              "name": {"type": "string", "pattern": "^CUSTOM_[A-Z0-9_]+$", "maxLength": 255}
            },
            "required": ["name"],
            "additionalProperties": false
          }
          """);

  private final Database database;
  private final Words classes;
  private final Answers answers;

  public ClassApi(Database database, Words classes, Answers answers) {
    this.database = database;
    this.classes = classes;
    this.answers = answers;
  }

  /** Enters the routes into the table. */
  public void addTo(Routes routes) {
    var all = "/resource_classes";
    var one = all + "/{name}";
    routes.get(all).since("1.2").policy(VocabularyPolicy.LIST_CLASSES).to(this::list);
    routes
        .post(all)
        .since("1.2")
        .body(CREATE)
        .policy(VocabularyPolicy.CREATE_CLASS)
        .to(this::create);
    routes.get(one).since("1.2").policy(VocabularyPolicy.SHOW_CLASS).to(this::show);
    routes.put(one).since("1.7").policy(VocabularyPolicy.PUT_CLASS).to(this::put);
    routes.delete(one).since("1.2").policy(VocabularyPolicy.DELETE_CLASS).to(this::delete);
  }

  private Response list(Request request) {
    List<String> names = database.read(classes::all);
    return answers.ok(
        request,
        json -> {
          json.writeStartObject();
          json.writeArrayPropertyStart("resource_classes");
          names.forEach(name -> write(json, name));
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static void write(JsonGenerator json, String name) {
    json.writeStartObject();
    json.writeStringProperty("name", name);
    json.writeArrayPropertyStart("links");
    json.writeStartObject();
    json.writeStringProperty("rel", "self");
    json.writeStringProperty("href", "/placement/resource_classes/" + name);
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  private static String location(Request request, String name) {
    return request.baseUrl() + "/placement/resource_classes/" + name;
  }

  private Response create(Request request) {
    var name = request.body().get("name").asString();
    if (!database.inTransaction(tx -> classes.add(tx, name))) {
      throw new CloudException(Kind.CONFLICT, "Conflicting resource class already exists: " + name);
    }
    return answers.empty(request, 201).header("Location", location(request, name));
  }

  private Response show(Request request) {
    var name = request.parameter("name");
    if (!database.read(tx -> classes.known(tx, name))) {
      throw classes.missing(name);
    }
    return answers.ok(request, json -> write(json, name));
  }

  private Response put(Request request) {
    var name = request.parameter("name");
    var added = database.inTransaction(tx -> classes.add(tx, name));
    return answers.empty(request, added ? 201 : 204).header("Location", location(request, name));
  }

  private Response delete(Request request) {
    database.run(tx -> classes.delete(tx, request.parameter("name")));
    return answers.empty(request, 204);
  }
}
