package cairn.identity.catalog.filter;

import cairn.common.Entropy;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.identity.catalog.endpoint.Endpoint;
import cairn.identity.catalog.endpoint.EndpointJson;
import cairn.identity.catalog.endpoint.Endpoints;
import cairn.identity.directory.Directory;
import cairn.identity.project.Project;
import cairn.identity.project.ProjectJson;
import cairn.identity.project.Projects;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Refusals;
import cairn.sql.Database;
import java.util.Set;

/** Endpoint groups, and which endpoints and groups are put beside which projects, over HTTP. */
public final class EndpointFilterApi {
  private static final String PREFIX = "/v3/OS-EP-FILTER";

  private final Endpoints endpoints;
  private final Projects projects;
  private final EndpointGroups groups;
  private final EndpointFilters filters;
  private final EndpointGroupApi groupApi;

  public EndpointFilterApi(
      Database database,
      Directory directory,
      Endpoints endpoints,
      Projects projects,
      Entropy entropy) {
    this.endpoints = endpoints;
    this.projects = projects;
    this.groups = new EndpointGroups(database, directory);
    this.filters = new EndpointFilters(database, directory);
    this.groupApi = new EndpointGroupApi(groups, entropy);
  }

  /** Enters the routes into the table. */
  public void declare(Routes routes) {
    groupApi.declare(routes);
    var group = PREFIX + "/endpoint_groups/{endpoint_group_id}";
    var groupInProject = group + "/projects/{project_id}";
    var project = PREFIX + "/projects/{project_id}";
    var endpointInProject = project + "/endpoints/{endpoint_id}";
    routes
        .get(group + "/endpoints")
        .policy(EndpointFilterPolicy.ENDPOINTS_OF_GROUP)
        .to(this::endpointsOfGroup);
    routes
        .get(group + "/projects")
        .policy(EndpointFilterPolicy.PROJECTS_OF_GROUP)
        .to(this::projectsOfGroup);
    routes
        .get(groupInProject)
        .policy(EndpointFilterPolicy.SHOW_GROUP_IN_PROJECT)
        .to(this::showGroup);
    routes.put(groupInProject).policy(EndpointFilterPolicy.ADD_GROUP).to(this::addGroup);
    routes.delete(groupInProject).policy(EndpointFilterPolicy.REMOVE_GROUP).to(this::removeGroup);
    routes
        .get(project + "/endpoint_groups")
        .policy(EndpointFilterPolicy.GROUPS_OF_PROJECT)
        .to(this::groupsOfProject);
    routes
        .get(project + "/endpoints")
        .policy(EndpointFilterPolicy.ENDPOINTS_OF_PROJECT)
        .to(this::endpointsOfProject);
    routes
        .get(endpointInProject)
        .policy(EndpointFilterPolicy.CHECK_ENDPOINT)
        .to(this::checkEndpoint);
    routes.put(endpointInProject).policy(EndpointFilterPolicy.ADD_ENDPOINT).to(this::addEndpoint);
    routes
        .delete(endpointInProject)
        .policy(EndpointFilterPolicy.REMOVE_ENDPOINT)
        .to(this::removeEndpoint);
    routes
        .get(PREFIX + "/endpoints/{endpoint_id}/projects")
        .policy(EndpointFilterPolicy.PROJECTS_OF_ENDPOINT)
        .to(this::projectsOfEndpoint);
  }

  private Response endpointsOfGroup(Request request) {
    return endpoints(request, Set.copyOf(groups.endpoints(group(request))));
  }

  private Response endpointsOfProject(Request request) {
    return endpoints(request, Set.copyOf(filters.endpointsOfProject(project(request))));
  }

  private Response endpoints(Request request, Set<String> ids) {
    return Answers.list(
        request,
        "endpoints",
        endpoints.some(ids),
        (json, endpoint) -> EndpointJson.write(json, endpoint, request.baseUrl()));
  }

  private Response projectsOfGroup(Request request) {
    return projects(request, Set.copyOf(filters.projectsOfGroup(group(request))));
  }

  private Response projectsOfEndpoint(Request request) {
    return projects(request, Set.copyOf(filters.projectsOfEndpoint(endpoint(request).id())));
  }

  private Response projects(Request request, Set<String> ids) {
    return Answers.list(
        request,
        "projects",
        projects.some(ids),
        (json, project) -> ProjectJson.write(json, project, request.baseUrl()));
  }

  private Response groupsOfProject(Request request) {
    return Answers.list(
        request,
        "endpoint_groups",
        groups.ofProject(project(request)),
        EndpointGroupApi.view(request));
  }

  private Response showGroup(Request request) {
    var projectId = project(request);
    var groupId = group(request);
    filters.requireGroup(projectId, groupId);
    return Answers.one(
        200,
        "project_endpoint_group",
        groupId,
        (json, id) -> {
          json.writeStringProperty("endpoint_group_id", id);
          json.writeStringProperty("project_id", projectId);
          Answers.links(
              json,
              request.baseUrl(),
              "OS-EP-FILTER/endpoint_groups/%s/projects".formatted(id),
              projectId);
        });
  }

  private Response addGroup(Request request) {
    filters.addGroup(project(request), group(request));
    return Answers.none();
  }

  private Response removeGroup(Request request) {
    filters.removeGroup(project(request), group(request));
    return Answers.none();
  }

  private Response checkEndpoint(Request request) {
    var endpointId = endpoint(request).id();
    filters.requireEndpoint(project(request), endpointId);
    return Answers.none();
  }

  private Response addEndpoint(Request request) {
    var endpointId = endpoint(request).id();
    filters.addEndpoint(project(request), endpointId);
    return Answers.none();
  }

  private Response removeEndpoint(Request request) {
    filters.removeEndpoint(request.parameter("project_id"), request.parameter("endpoint_id"));
    return Answers.none();
  }

  private String group(Request request) {
    return groups.require(request.parameter("endpoint_group_id")).id();
  }

  private String project(Request request) {
    var id = request.parameter("project_id");
    return projects.find(id).map(Project::id).orElseThrow(() -> Refusals.notFound("project", id));
  }

  private Endpoint endpoint(Request request) {
    var id = request.parameter("endpoint_id");
    return endpoints.find(id).orElseThrow(() -> Refusals.notFound("endpoint", id));
  }
}
