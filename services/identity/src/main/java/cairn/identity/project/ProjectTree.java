package cairn.identity.project;

import cairn.http.Query;
import cairn.http.Request;
import cairn.identity.limit.Limit;
import cairn.identity.limit.LimitJson;
import cairn.identity.limit.Limits;
import cairn.identity.wire.Filters;
import cairn.identity.wire.Refusals;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;

/** What a client wants to see of the tree around a project. */
record ProjectTree(
    boolean parentList, boolean parentIds, boolean childList, boolean childIds, boolean limits) {

  static ProjectTree asked(Query query) {
    var tree =
        new ProjectTree(
            Filters.truth(query, "parents_as_list").orElse(false),
            Filters.truth(query, "parents_as_ids").orElse(false),
            Filters.truth(query, "subtree_as_list").orElse(false),
            Filters.truth(query, "subtree_as_ids").orElse(false),
            Filters.truth(query, "include_limits").orElse(false));
    if ((tree.parentList && tree.parentIds) || (tree.childList && tree.childIds)) {
      throw Refusals.invalid("A tree is shown as a list or as ids, not as both at the same time.");
    }
    return tree;
  }

  /**
   * Writes it: in the lists only projects where the caller has a role, as the reference.
   *
   * @param mine the ids of these
   */
  void write(
      JsonGenerator json,
      Project project,
      Projects projects,
      Limits others,
      Set<String> mine,
      Request request) {
    if (parentList) {
      list(json, "parents", seen(projects.above(project.id()), mine), others, request);
    }
    if (parentIds) {
      json.writeName("parents");
      chain(json, projects.above(project.id()), 0);
    }
    if (childList) {
      list(json, "subtree", seen(projects.below(project.id()), mine), others, request);
    }
    if (childIds) {
      json.writeName("subtree");
      branches(json, projects.below(project.id()), project.id());
    }
  }

  private static List<Project> seen(List<Project> all, Set<String> mine) {
    return all.stream().filter(project -> mine.contains(project.id())).toList();
  }

  private void list(
      JsonGenerator json, String name, List<Project> projects, Limits others, Request request) {
    var found =
        limits ? others.ofProjects(projects.stream().map(Project::id).toList()) : List.<Limit>of();
    json.writeArrayPropertyStart(name);
    for (var project : projects) {
      json.writeStartObject();
      json.writeObjectPropertyStart("project");
      ProjectJson.write(json, project, request.baseUrl());
      if (limits) {
        limits(json, found.stream().filter(limit -> limit.place().equals(project.id())), request);
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void limits(JsonGenerator json, Stream<Limit> found, Request request) {
    json.writeArrayPropertyStart("limits");
    found.forEach(limit -> {
      json.writeStartObject();
      LimitJson.write(json, limit, request.baseUrl());
      json.writeEndObject();
    });
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
