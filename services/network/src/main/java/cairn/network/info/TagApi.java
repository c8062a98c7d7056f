package cairn.network.info;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.common.Time;
import cairn.http.BodySchema;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.network.wire.NetworkErrors;
import cairn.network.wire.Noun;
import cairn.network.wire.Sight;
import cairn.network.wire.Standard;
import cairn.sql.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The tags of a noun ({@code standard-attr-tag}). */
public final class TagApi<T> {
  private static final int LENGTH_MAX = 255;
  private static final int TAGS_MAX = 50;

  private static final BodySchema TAGS =
      BodySchema.of(
          """
          {"type": "object", "required": ["tags"],
           "properties": {"tags": {"type": "array", "uniqueItems": true, "maxItems": 50,
             "items": {"type": "string", "maxLength": 255}}},
           "additionalProperties": false}\
          """);

  private final TagStore store = new TagStore();
  private final Database database;
  private final Time time;
  private final Noun<T> noun;
  private final Function<T, Standard> standard;

  public TagApi(Database database, Time time, Noun<T> noun, Function<T, Standard> standard) {
    this.database = database;
    this.time = time;
    this.noun = noun;
    this.standard = standard;
  }

  /** Enters the routes into the table. */
  public void declare(Routes routes) {
    var all = "/v2.0/" + noun.shape().path() + "/{id}/tags";
    var one = all + "/{tag}";
    var read = noun.policy().get();
    var write = noun.policy().update();
    routes.get(all).policyInHandler(read).to(request -> tags(tagsOf(request)));
    routes.get(one).policyInHandler(read).to(this::has);
    routes.put(all).body(TAGS).policyInHandler(write).to(this::replace);
    routes.put(one).policyInHandler(write).to(this::add);
    routes.delete(all).policyInHandler(write).to(this::clear);
    routes.delete(one).policyInHandler(write).to(this::remove);
  }

  private List<String> tagsOf(Request request) {
    var item =
        database.read(
            tx -> noun.load(tx, Sight.of(request.caller()), request.parameter("id"), false));
    request.check(noun.target(item));
    return standard.apply(item).tags();
  }

  private Response has(Request request) {
    if (!tagsOf(request).contains(request.parameter("tag"))) {
      throw notFound(request.parameter("tag"));
    }
    return Response.empty(204);
  }

  private Response replace(Request request) {
    var wanted = new ArrayList<String>();
    request.body().get("tags").forEach(tag -> wanted.add(tag.stringValue()));
    return tags(change(request, _ -> wanted));
  }

  private Response add(Request request) {
    var tag = request.parameter("tag");
    if (tag.length() > LENGTH_MAX) {
      throw NetworkErrors.invalid("'%s' exceeds maximum length of %d".formatted(tag, LENGTH_MAX));
    }
    change(
        request,
        present -> {
          var more = new ArrayList<>(present);
          if (!more.contains(tag)) {
            more.add(tag);
          }
          if (more.size() > TAGS_MAX) {
            throw NetworkErrors.invalid("The number of tags exceed the limit of " + TAGS_MAX);
          }
          return more;
        });
    return Response.empty(201);
  }

  private Response clear(Request request) {
    change(request, _ -> List.of());
    return Response.empty(204);
  }

  private Response remove(Request request) {
    var tag = request.parameter("tag");
    change(
        request,
        present -> {
          if (!present.contains(tag)) {
            throw notFound(tag);
          }
          return present.stream().filter(other -> !other.equals(tag)).toList();
        });
    return Response.empty(204);
  }

  private List<String> change(Request request, UnaryOperator<List<String>> work) {
    return database.inTransaction(tx -> {
      var item = noun.load(tx, Sight.of(request.caller()), request.parameter("id"), true);
      request.check(noun.target(item));
      var wanted = work.apply(standard.apply(item).tags());
      store.replace(tx, noun.shape().plural(), noun.id(item), wanted, time.now());
      return wanted;
    });
  }

  private static Response tags(List<String> tags) {
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeArrayPropertyStart("tags");
      tags.forEach(json::writeString);
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  private static CloudException notFound(String tag) {
    return new CloudException(Kind.NOT_FOUND, "Tag %s could not be found.".formatted(tag))
        .typed("TagNotFound");
  }
}
