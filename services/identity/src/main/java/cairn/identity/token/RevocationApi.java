package cairn.identity.token;

import cairn.common.Time;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Checks;
import cairn.identity.wire.Expiry;
import cairn.policy.Rule;
import cairn.sql.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** What voided tokens of late, over HTTP, for services that keep tokens' meaning in a cache. */
public final class RevocationApi {
  /** What happened earlier concerns only tokens that have ended. */
  private static final Duration MARGIN = Duration.ofMinutes(30);

  private static final Rule LIST =
      Checks.installation(
          "identity:list_revoke_events",
          Checks.ADMIN + " or role:service",
          "List what voided tokens of late.");

  private final Database database;
  private final RevocationStore store = new RevocationStore();
  private final Time time;
  private final Duration lifetime;

  /**
   * @param lifetime of tokens
   */
  public RevocationApi(Database database, Time time, Duration lifetime) {
    this.database = database;
    this.time = time;
    this.lifetime = lifetime;
  }

  /** Enters the routes into the table. */
  public void declare(Routes routes) {
    routes.get("/v3/OS-REVOKE/events").policy(LIST).to(this::list);
  }

  private Response list(Request request) {
    var kept = time.now().minus(lifetime).minus(MARGIN);
    var since = request.query().last("since").filter(text -> !text.isEmpty()).map(Expiry::parse);
    var events = database.read(tx -> store.events(tx, since.filter(kept::isBefore).orElse(kept)));
    return Answers.json(
        200,
        json -> {
          json.writeStartObject();
          json.writeArrayPropertyStart("events");
          events.forEach(event -> write(json, event));
          json.writeEndArray();
          json.writeObjectPropertyStart("links");
          json.writeNullProperty("next");
          json.writeStringProperty("self", request.baseUrl() + request.path());
          json.writeNullProperty("previous");
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  private static void write(JsonGenerator json, RevocationStore.Event event) {
    json.writeStartObject();
    // What is missing matches every token.
    name(json, "audit_id", event.auditId());
    name(json, "user_id", event.userId());
    name(json, "project_id", event.projectId());
    name(json, "domain_id", event.domainId());
    Instant at = event.at();
    json.writeStringProperty("issued_before", Answers.time(at));
    json.writeStringProperty("revoked_at", Answers.time(at));
    json.writeEndObject();
  }

  private static void name(JsonGenerator json, String name, Optional<String> id) {
    id.ifPresent(text -> json.writeStringProperty(name, text));
  }
}
