package cairn.identity.project;

import cairn.common.CloudException;
import cairn.common.Entropy;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.identity.directory.Access;
import cairn.identity.directory.Directory;
import cairn.identity.limit.Limits;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Body;
import cairn.identity.wire.CallerDomain;
import cairn.identity.wire.Filters;
import cairn.identity.wire.Refusals;
import cairn.policy.Target;

/** Projects over HTTP. */
public final class ProjectApi {
  private final Projects projects;
  private final Directory directory;
  private final Access access;
  private final Limits limits;
  private final Entropy entropy;

  public ProjectApi(Projects projects, Directory directory, Limits limits, Entropy entropy) {
    this.projects = projects;
    this.directory = directory;
    this.access = new Access(directory);
    this.limits = limits;
    this.entropy = entropy;
  }

  /** Enters the routes into the table. */
  public void declare(Routes routes) {
    routes.get("/v3/projects").policyInHandler(ProjectPolicy.LIST).to(this::list);
    routes
        .post("/v3/projects")
        .body(ProjectJson.CREATE)
        .policyInHandler(ProjectPolicy.CREATE)
        .to(this::create);
    routes.get("/v3/projects/{project_id}").policyInHandler(ProjectPolicy.SHOW).to(this::show);
    routes
        .patch("/v3/projects/{project_id}")
        .body(ProjectJson.UPDATE)
        .policyInHandler(ProjectPolicy.UPDATE)
        .to(this::update);
    routes
        .delete("/v3/projects/{project_id}")
        .policyInHandler(ProjectPolicy.DELETE)
        .to(this::delete);
    routes.get("/v3/auth/projects").policy(ProjectPolicy.MINE).to(this::mine);
    routes
        .get("/v3/users/{user_id}/projects")
        .policyInHandler(ProjectPolicy.OF_USER)
        .to(this::ofUser);
    new ProjectTagApi(projects).declare(routes);
  }

  private Response list(Request request) {
    var domain = request.caller().domainId();
    request.check(domain.map(id -> Target.NONE.with("target.domain_id", id)).orElse(Target.NONE));
    var domains = Filters.truth(request.query(), "is_domain").orElse(false);
    return Answers.page(
        request,
        "projects",
        projects.list(request.query(), domains, domain),
        Project::id,
        (json, project) -> ProjectJson.write(json, project, request.baseUrl()));
  }

  private Response create(Request request) {
    var wanted =
        ProjectJson.read(
            entropy.hexId(), request.body().path("project"), CallerDomain.of(request.caller()));
    var domainId =
        wanted
            .domainId()
            .or(() -> wanted.parentId().flatMap(directory::project).map(p -> p.domainId()));
    request.check(Target.NONE.with("target.project.domain_id", domainId.orElse("None")));
    return one(201, request, projects.create(wanted));
  }

  private Response show(Request request) {
    var found = projects.find(request.parameter("project_id"));
    request.check(found.map(Project::target).orElse(Target.NONE));
    var project = found.orElseThrow(() -> notFound(request));
    var tree = ProjectTree.asked(request.query());
    var mine = access.reachable(request.caller().userId(), false);
    return Answers.one(
        200,
        "project",
        project,
        (json, shown) -> {
          ProjectJson.write(json, shown, request.baseUrl());
          tree.write(json, shown, projects, limits, mine, request);
        });
  }

  private Response update(Request request) {
    var id = request.parameter("project_id");
    var found = projects.find(id);
    request.check(found.map(Project::target).orElse(Target.NONE));
    var change = request.body().path("project");
    Body.requireSome(change, "project");
    return one(
        200, request, projects.update(id, "project", before -> ProjectJson.merge(before, change)));
  }

  private Response delete(Request request) {
    var found = projects.find(request.parameter("project_id"));
    request.check(found.map(Project::target).orElse(Target.NONE));
    var project = found.orElseThrow(() -> notFound(request));
    if (project.isDomain()) {
      projects.deleteDomain(project.id());
    } else {
      projects.delete(project.id());
    }
    return Answers.none();
  }

  private Response mine(Request request) {
    return reachable(request, request.caller().userId());
  }

  private Response ofUser(Request request) {
    var id = request.parameter("user_id");
    var user = directory.user(id);
    request.check(
        user.map(known ->
                Target.NONE
                    .with("target.user.id", id)
                    .with("target.user.domain_id", known.domainId()))
            .orElse(Target.NONE));
    if (user.isEmpty()) {
      throw Refusals.notFound("user", id);
    }
    return reachable(request, id);
  }

  private Response reachable(Request request, String userId) {
    return Answers.list(
        request,
        "projects",
        projects.some(access.reachable(userId, false)),
        (json, project) -> ProjectJson.write(json, project, request.baseUrl()));
  }

  private static Response one(int status, Request request, Project project) {
    return Answers.one(
        status,
        "project",
        project,
        (json, shown) -> ProjectJson.write(json, shown, request.baseUrl()));
  }

  private static CloudException notFound(Request request) {
    return Refusals.notFound("project", request.parameter("project_id"));
  }
}
