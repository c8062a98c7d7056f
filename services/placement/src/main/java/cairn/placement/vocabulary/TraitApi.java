package cairn.placement.vocabulary;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.placement.wire.Answers;
import cairn.placement.wire.Needs;
import cairn.sql.Database;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The routes of traits as such. */
public final class TraitApi {
  private final Database database;
  private final Words traits;
  private final Answers answers;

  public TraitApi(Database database, Words traits, Answers answers) {
    this.database = database;
    this.traits = traits;
    this.answers = answers;
  }

  /** Enters the routes into the table. */
  public void addTo(Routes routes) {
    var one = "/traits/{name}";
    routes.get("/traits").since("1.6").policy(VocabularyPolicy.LIST_TRAITS).to(this::list);
    routes.get(one).since("1.6").policy(VocabularyPolicy.SHOW_TRAIT).to(this::show);
    routes.put(one).since("1.6").policy(VocabularyPolicy.PUT_TRAIT).to(this::put);
    routes.delete(one).since("1.6").policy(VocabularyPolicy.DELETE_TRAIT).to(this::delete);
  }

  private Response list(Request request) {
    Needs.checkNames(request.version(), request.query().names(), "name", "associated");
    var named = named(request.query().last("name").orElse(""));
    var associated = request.query().last("associated").orElse("");
    if (!Set.of("", "true", "false", "True", "False").contains(associated)) {
      throw new CloudException(
          Kind.BAD_REQUEST,
          "The query parameter \"associated\" only accepts \"true\" or \"false\"");
    }
    List<String> names =
        database.read(tx -> {
          var used = associated.isEmpty() ? Set.<String>of() : traits.used(tx);
          return traits.all(tx).stream()
              .filter(named)
              .filter(name ->
                  associated.isEmpty()
                      || used.contains(name) == associated.equalsIgnoreCase("true"))
              .toList();
        });
    return answers.ok(
        request,
        json -> {
          json.writeStartObject();
          json.writeArrayPropertyStart("traits");
          names.forEach(json::writeString);
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static Predicate<String> named(String filter) {
    if (filter.isEmpty()) {
      return name -> true;
    }
    if (filter.startsWith("in:")) {
      var wanted = new HashSet<>(List.of(filter.substring("in:".length()).split(",")));
      return wanted::contains;
    }
    if (filter.startsWith("startswith:")) {
      var start = filter.substring("startswith:".length());
      return name -> name.startsWith(start);
    }
    throw new CloudException(
        Kind.BAD_REQUEST,
        "Badly formatted name parameter. Expected name query string parameter in form:"
            + " ?name=[in|startswith]:[name1,name2|prefix]. Got: "
            + filter);
  }

  private Response show(Request request) {
    var name = request.parameter("name");
    if (!database.read(tx -> traits.known(tx, name))) {
      throw traits.missing(name);
    }
    return answers.empty(request, 204);
  }

  private Response put(Request request) {
    var name = request.parameter("name");
    var added = database.inTransaction(tx -> traits.add(tx, name));
    return answers
        .empty(request, added ? 201 : 204)
        .header("Location", request.baseUrl() + "/placement/traits/" + name);
  }

  private Response delete(Request request) {
    database.run(tx -> traits.delete(tx, request.parameter("name")));
    return answers.empty(request, 204);
  }
}
