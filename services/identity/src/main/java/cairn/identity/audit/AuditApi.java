package cairn.identity.audit;

import cairn.common.CloudException;
import cairn.common.Json;
import cairn.http.PlainErrors;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.policy.Rule;
import java.util.HexFormat;
import tools.jackson.core.JsonGenerator;

/**
 * The trail over HTTP, for admins and for whoever has the role auditor: {@code GET
 * /cairn/v1/audit?after=SEQ&limit=N&initiator_id=&action=&outcome=&request_id=}, and {@code GET
 * /cairn/v1/audit/verification}.
 */
final class AuditApi {
  private static final Rule LIST =
      new Rule("cairn:audit:list", "role:admin or role:auditor", "Read the audit trail");
  private static final Rule VERIFY =
      new Rule("cairn:audit:verify", "role:admin or role:auditor", "Verify the audit trail");
  private static final int PAGE = 1000;

  private final AuditTrail trail;

  AuditApi(AuditTrail trail) {
    this.trail = trail;
  }

  Routes routes() {
    var routes = new Routes("cairn", "/cairn", PlainErrors.FORM);
    routes.get("/v1/audit").policy(LIST).to(this::list);
    routes.get("/v1/audit/verification").policy(VERIFY).to(this::verify);
    return routes;
  }

  private Response list(Request request) {
    var query = request.query();
    var page =
        trail.page(
            new AuditQuery(
                number(request, "after", 0, Long.MAX_VALUE),
                query.last("initiator_id"),
                query.last("action"),
                query.last("outcome"),
                query.last("request_id"),
                (int) number(request, "limit", 100, PAGE)));
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeArrayPropertyStart("events");
      page.forEach(row -> write(json, row));
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  private static void write(JsonGenerator json, AuditRecord row) {
    json.writeStartObject();
    json.writeNumberProperty("seq", row.seq());
    json.writeStringProperty("mac", HexFormat.of().formatHex(row.mac()));
    json.writeName("event");
    json.writeTree(Json.parse(row.event()));
    json.writeEndObject();
  }

  private Response verify(Request request) {
    var verdict = trail.verify();
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeNumberProperty("events", verdict.events());
      json.writeNumberProperty("head_seq", verdict.head().seq());
      json.writeStringProperty("head", HexFormat.of().formatHex(verdict.head().mac()));
      if (verdict.brokenAt().isPresent()) {
        json.writeNumberProperty("broken_at", verdict.brokenAt().get());
        json.writeStringProperty("reason", verdict.reason());
      }
      json.writeEndObject();
    });
  }

  private static long number(Request request, String name, long usual, long max) {
    var text = request.query().last(name);
    try {
      var number = text.map(Long::parseLong).orElse(usual);
      if (number >= 0 && number <= max) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Said below, as for a number that is out of bounds.
    }
    throw new CloudException(
        CloudException.Kind.BAD_REQUEST, "%s is a number from 0 to %d.".formatted(name, max));
  }
}
