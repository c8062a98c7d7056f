package cairn.identity.project;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Refusals;
import cairn.policy.Target;
import java.util.ArrayList;
import java.util.List;

/** The tags of projects over HTTP. */
final class ProjectTagApi {
  private static final int TAGS_MAX = 80;

  private final Projects projects;

  ProjectTagApi(Projects projects) {
    this.projects = projects;
  }

  void declare(Routes routes) {
    var all = "/v3/projects/{project_id}/tags";
    routes.get(all).policyInHandler(ProjectPolicy.TAGS).to(this::list);
    routes
        .put(all)
        .body(ProjectJson.TAGS)
        .policyInHandler(ProjectPolicy.SET_TAGS)
        .to(this::replace);
    routes.delete(all).policyInHandler(ProjectPolicy.CLEAR_TAGS).to(this::clear);
    routes.get(all + "/{value}").policyInHandler(ProjectPolicy.TAG).to(this::show);
    routes.put(all + "/{value}").policyInHandler(ProjectPolicy.ADD_TAG).to(this::add);
    routes.delete(all + "/{value}").policyInHandler(ProjectPolicy.DROP_TAG).to(this::drop);
  }

  private Response list(Request request) {
    return tags(request, checked(request));
  }

  private Response replace(Request request) {
    checked(request);
    return tags(request, set(request, ProjectJson.tags(request.body(), List.of())));
  }

  private Response clear(Request request) {
    checked(request);
    set(request, List.of());
    return Answers.none();
  }

  private Response show(Request request) {
    requireTag(checked(request), request.parameter("value"));
    return Answers.none();
  }

  private Response add(Request request) {
    var value = request.parameter("value");
    var tags = new ArrayList<>(checked(request).tags());
    if (value.length() > 255 || value.matches(".*[,/].*")) {
      throw Refusals.invalid("Invalid input for field/attribute tag. Value: %s.".formatted(value));
    }
    if (!tags.contains(value)) {
      tags.add(value);
      if (tags.size() > TAGS_MAX) {
        throw Refusals.invalid("A project has at most %d tags.".formatted(TAGS_MAX));
      }
      set(request, tags);
    }
    return Response.empty(201)
        .header("Location", request.baseUrl() + request.path())
        .header("Vary", "X-Auth-Token");
  }

  private Response drop(Request request) {
    var value = request.parameter("value");
    var project = checked(request);
    requireTag(project, value);
    set(request, project.tags().stream().filter(tag -> !tag.equals(value)).toList());
    return Answers.none();
  }

  private Project checked(Request request) {
    var id = request.parameter("project_id");
    var found = projects.find(id);
    request.check(found.map(Project::target).orElse(Target.NONE));
    return found.orElseThrow(() -> Refusals.notFound("project", id));
  }

  private Project set(Request request, List<String> tags) {
    return projects.update(
        request.parameter("project_id"),
        "project",
        before ->
            new Project(
                before.id(),
                before.name(),
                before.domainId(),
                before.parentId(),
                before.isDomain(),
                before.enabled(),
                before.description(),
                tags,
                before.options(),
                before.extra()));
  }

  private static void requireTag(Project project, String value) {
    if (!project.tags().contains(value)) {
      throw new CloudException(Kind.NOT_FOUND, "Could not find project tag: %s.".formatted(value));
    }
  }

  private static Response tags(Request request, Project project) {
    return Answers.json(
        200,
        json -> {
          json.writeStartObject();
          ProjectJson.writeTags(json, project);
          json.writeObjectPropertyStart("links");
          json.writeStringProperty("self", request.baseUrl() + request.path());
          json.writeEndObject();
          json.writeEndObject();
        });
  }
}
