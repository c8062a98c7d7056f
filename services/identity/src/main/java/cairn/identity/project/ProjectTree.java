package cairn.identity.project;

import cairn.http.Query;
import cairn.http.Request;
import cairn.identity.wire.Filters;
import cairn.identity.wire.Refusals;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** What a client wants to see of the tree around a project. */
record ProjectTree(boolean parentList, boolean parentIds, boolean childList, boolean childIds) {

  static ProjectTree asked(Query query) {
    var tree =
        new ProjectTree(
            Filters.truth(query, "parents_as_list").orElse(false),
            Filters.truth(query, "parents_as_ids").orElse(false),
            Filters.truth(query, "subtree_as_list").orElse(false),
            Filters.truth(query, "subtree_as_ids").orElse(false));
    if ((tree.parentList && tree.parentIds) || (tree.childList && tree.childIds)) {
      throw Refusals.invalid("A tree is shown as a list or as ids, not as both at the same time.");
    }
    return tree;
  }

  void write(JsonGenerator json, Project project, Projects projects, Request request) {
    if (parentList) {
      list(json, "parents", projects.above(project.id()), request);
    }
    if (parentIds) {
      json.writeName("parents");
      chain(json, projects.above(project.id()), 0);
    }
    if (childList) {
      list(json, "subtree", projects.below(project.id()), request);
    }
    if (childIds) {
      json.writeName("subtree");
      branches(json, projects.below(project.id()), project.id());
    }
  }

  private static void list(
      JsonGenerator json, String name, List<Project> projects, Request request) {
    json.writeArrayPropertyStart(name);
    for (var project : projects) {
      json.writeStartObject();
      json.writeObjectPropertyStart("project");
      ProjectJson.write(json, project, request.baseUrl());
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Each parent within the one below it; null where it ends. */
  private static void chain(JsonGenerator json, List<Project> above, int from) {
    if (from == above.size()) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    json.writeName(above.get(from).id());
    chain(json, above, from + 1);
    json.writeEndObject();
  }

  private static void branches(JsonGenerator json, List<Project> below, String parentId) {
    var children =
        below.stream()
            .filter(project -> project.parentId().filter(parentId::equals).isPresent())
            .toList();
    if (children.isEmpty()) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    for (var child : children) {
      json.writeName(child.id());
      branches(json, below, child.id());
    }
    json.writeEndObject();
  }
}
