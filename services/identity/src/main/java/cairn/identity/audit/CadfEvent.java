package cairn.identity.audit;

import cairn.common.Json;
import cairn.policy.Audit;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request in the words of the Cloud Auditing Data Federation (DMTF DSP0262), as OpenStack's
 * services emit it. Pure.
 */
final class CadfEvent {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'+0000'").withZone(ZoneOffset.UTC);

  private CadfEvent() {}

  static ObjectNode of(UUID id, Instant at, Audit.Event event) {
    var cadf =
        Json.object()
            .put("typeURI", "http://schemas.dmtf.org/cloud/audit/1.0/event")
            .put("id", id.toString())
            .put("eventType", "activity")
            .put("eventTime", TIME.format(at))
            .put("action", action(event))
            .put("outcome", event.outcome() < 400 ? "success" : "failure")
            .put("requestPath", event.path());
    cadf.set("initiator", initiator(event));
    cadf.set("target", target(event));
    cadf.putObject("observer").put("id", "cairn").put("typeURI", "service/" + service(event));
    var reason = cadf.putObject("reason");
    reason.put("reasonType", "HTTP").put("reasonCode", String.valueOf(event.outcome()));
    if (!event.refusal().isEmpty()) {
      cadf.putArray("attachments")
          .addObject()
          .put("name", "refusal")
          .put("typeURI", "text/plain")
          .put("content", event.refusal());
    }
    if (!event.action().isEmpty()) {
      cadf.putArray("tags").add("rule:" + event.action());
    }
    return cadf;
  }

  private static ObjectNode initiator(Audit.Event event) {
    var caller = event.caller();
    var initiator =
        Json.object()
            .put("typeURI", "service/security/account/user")
            .put("id", caller.anonymous() ? "unknown" : caller.userId());
    if (!caller.anonymous()) {
      initiator.put("name", caller.userName()).put("domain_id", caller.userDomainId());
      caller.projectId().ifPresent(project -> initiator.put("project_id", project));
      initiator.putObject("credential").put("token", caller.auditId());
    }
    initiator.putObject("host").put("address", event.source());
    initiator.put("request_id", event.requestId());
    return initiator;
  }

  private static String action(Audit.Event event) {
    if (event.login()) {
      return "authenticate";
    }
    return switch (event.method()) {
      case "POST" -> event.route().endsWith("/action") ? "update" : "create";
      case "PUT", "PATCH" -> "update";
      case "DELETE" -> "delete";
      default -> "read";
    };
  }

  /** The last thing that the path names, or what a POST has made there. */
  private static ObjectNode target(Audit.Event event) {
    var names = event.route().split("/");
    var values = event.path().split("/");
    var id = "unknown";
    var noun = "";
    for (var i = 0; i < Math.min(names.length, values.length); i++) {
      if (names[i].startsWith("{")) {
        id = values[i];
      } else if (!names[i].equals("action")) {
        noun = names[i];
        id = "unknown";
      }
    }
    if (names.length > 1 && names[names.length - 1].equals("action")) {
      id = values[values.length - 2];
    }
    return Json.object()
        .put("typeURI", "service/%s/%s".formatted(service(event), noun.toLowerCase(Locale.ROOT)))
        .put("id", id.equals("unknown") ? event.made().orElse(id) : id);
  }

  /** As CADF's taxonomy has it. */
  private static String service(Audit.Event event) {
    var first = event.route().split("/", 3)[1];
    return switch (first) {
      case "identity" -> "security";
      case "image" -> "storage/image";
      default -> first;
    };
  }
}
