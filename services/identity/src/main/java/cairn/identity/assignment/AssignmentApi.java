package cairn.identity.assignment;

import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.identity.directory.Directory;
import cairn.identity.directory.ProjectEntry;
import cairn.identity.group.Groups;
import cairn.identity.project.Projects;
import cairn.identity.role.RoleService;
import cairn.identity.user.Users;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Filters;
import cairn.policy.Target;
import java.util.Optional;

/** Who has which role where, over HTTP. */
public final class AssignmentApi {
  private final Assignments assignments;
  private final Directory directory;
  private final GrantApi grants;

  public AssignmentApi(
      Assignments assignments,
      Directory directory,
      Projects projects,
      Users users,
      Groups groups,
      RoleService roles) {
    this.assignments = assignments;
    this.directory = directory;
    this.grants = new GrantApi(assignments, projects, users, groups, roles);
  }

  /** Enters the routes into the table. */
  public void declare(Routes routes) {
    routes.alsoAsks(AssignmentPolicy.LIST_TREE);
    routes.get("/v3/role_assignments").policyInHandler(AssignmentPolicy.LIST_ALL).to(this::list);
    grants.declare(routes);
  }

  private Response list(Request request) {
    var own = request.caller().domainId();
    if (Filters.truth(request.query(), "include_subtree").orElse(false)) {
      // A tree is asked for as its project's domain.
      request.checkInstead(
          AssignmentPolicy.LIST_TREE,
          request
              .query()
              .last("scope.project.id")
              .flatMap(directory::project)
              .map(AssignmentApi::tree)
              .orElse(Target.NONE));
    } else {
      request.check(target(own));
    }
    var filter = AssignmentFilter.read(request.query(), own);
    return Answers.list(
        request,
        "role_assignments",
        assignments.list(filter),
        (json, assignment) ->
            AssignmentJson.write(json, assignment, filter.names(), request.baseUrl()));
  }

  private static Target tree(ProjectEntry project) {
    return Target.NONE
        .with("target.domain_id", project.domainId())
        .with("target.project.id", project.id())
        .with("target.project.domain_id", project.domainId());
  }

  private static Target target(Optional<String> domain) {
    return domain.map(id -> Target.NONE.with("target.domain_id", id)).orElse(Target.NONE);
  }
}
