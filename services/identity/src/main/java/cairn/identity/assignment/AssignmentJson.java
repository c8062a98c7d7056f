package cairn.identity.assignment;

import cairn.identity.assignment.NamedAssignment.Name;
import cairn.identity.wire.Answers;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** The wire form of assignments. Pure. */
final class AssignmentJson {
  private AssignmentJson() {}

  static void write(JsonGenerator json, NamedAssignment named, boolean names, String baseUrl) {
    var assignment = named.assignment();
    var actor = assignment.actor();
    json.writeObjectPropertyStart("links");
    json.writeStringProperty("assignment", link(assignment, baseUrl));
    json.writeEndObject();
    part(json, "role", assignment.roleId(), Optional.of(named.role()), names);
    part(
        json,
        actor.userId().isPresent() ? "user" : "group",
        actor.id(),
        Optional.of(named.actor()),
        names);
    json.writeObjectPropertyStart("scope");
    assignment.place().projectId().ifPresent(id -> part(json, "project", id, named.place(), names));
    assignment.place().domainId().ifPresent(id -> part(json, "domain", id, named.place(), names));
    if (assignment.place().rowId().isEmpty()) {
      json.writeObjectPropertyStart("system");
      json.writeBooleanProperty("all", true);
      json.writeEndObject();
    }
    if (assignment.inherited()) {
      json.writeStringProperty("OS-INHERIT:inherited_to", "projects");
    }
    json.writeEndObject();
  }

  private static void part(
      JsonGenerator json, String key, String id, Optional<Name> name, boolean names) {
    json.writeObjectPropertyStart(key);
    json.writeStringProperty("id", id);
    if (names && name.isPresent()) {
      json.writeStringProperty("name", name.get().name());
      if (name.get().domainId().isPresent()) {
        json.writeObjectPropertyStart("domain");
        json.writeStringProperty("id", name.get().domainId().get());
        json.writeStringProperty("name", name.get().domainName().orElse(""));
        json.writeEndObject();
      }
    }
    json.writeEndObject();
  }

  private static String link(Assignment assignment, String baseUrl) {
    var place =
        assignment
            .place()
            .projectId()
            .map(id -> "/projects/" + id)
            .or(() -> assignment.place().domainId().map(id -> "/domains/" + id))
            .orElse("/system");
    var actor = assignment.actor().userId().isPresent() ? "/users/" : "/groups/";
    return baseUrl
        + Answers.V3
        + (assignment.inherited() ? "/OS-INHERIT" : "")
        + place
        + actor
        + assignment.actor().id()
        + "/roles/"
        + assignment.roleId()
        + (assignment.inherited() ? "/inherited_to_projects" : "");
  }
}
