package cairn.identity.assignment;

import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.identity.assignment.Assignment.Actor;
import cairn.identity.assignment.Assignment.Place;
import cairn.identity.group.Group;
import cairn.identity.group.Groups;
import cairn.identity.project.Project;
import cairn.identity.project.Projects;
import cairn.identity.role.Role;
import cairn.identity.role.RoleJson;
import cairn.identity.role.RoleService;
import cairn.identity.user.User;
import cairn.identity.user.Users;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Refusals;
import cairn.policy.Rule;
import cairn.policy.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** Giving and taking roles over HTTP: for users and groups, on projects, domains, the system. */
final class GrantApi {
  private final Assignments assignments;
  private final Projects projects;
  private final Users users;
  private final Groups groups;
  private final RoleService roles;

  GrantApi(
      Assignments assignments, Projects projects, Users users, Groups groups, RoleService roles) {
    this.assignments = assignments;
    this.projects = projects;
    this.users = users;
    this.groups = groups;
    this.roles = roles;
  }

  /** The parts of a path: where, who, and whether it is the inherited kind. */
  private record Kind(boolean domain, boolean system, boolean group, boolean inherited) {}

  void declare(Routes routes) {
    for (var group : List.of(false, true)) {
      var actor = group ? "/groups/{group_id}" : "/users/{user_id}";
      for (var domain : List.of(false, true)) {
        var place = domain ? "/domains/{domain_id}" : "/projects/{project_id}";
        declare(
            routes, "/v3" + place + actor + "/roles", "", new Kind(domain, false, group, false));
        declare(
            routes,
            "/v3/OS-INHERIT" + place + actor + "/roles",
            "/inherited_to_projects",
            new Kind(domain, false, group, true));
      }
      declare(routes, "/v3/system" + actor + "/roles", "", new Kind(false, true, group, false));
    }
  }

  private void declare(Routes routes, String path, String end, Kind kind) {
    var one = path + "/{role_id}" + end;
    routes
        .get(path + end)
        .policyInHandler(rule(kind, "list", AssignmentPolicy.LIST))
        .to(request -> list(request, kind));
    routes
        .get(one)
        .policyInHandler(rule(kind, "check", AssignmentPolicy.CHECK))
        .to(request -> check(request, kind));
    routes
        .put(one)
        .policyInHandler(rule(kind, "create", AssignmentPolicy.CREATE))
        .to(request -> create(request, kind));
    routes
        .delete(one)
        .policyInHandler(rule(kind, "revoke", AssignmentPolicy.REVOKE))
        .to(request -> revoke(request, kind));
  }

  private static Rule rule(Kind kind, String verb, Rule otherwise) {
    return kind.system() ? AssignmentPolicy.system(verb, kind.group()) : otherwise;
  }

  private Response list(Request request, Kind kind) {
    var found = checked(request, kind, false);
    return Answers.list(
        request,
        "roles",
        roles.some(assignments.roles(found.actor(), found.place(), kind.inherited())),
        (json, role) -> RoleJson.write(json, role, request.baseUrl()));
  }

  private Response check(Request request, Kind kind) {
    assignments.require(checked(request, kind, true));
    return Answers.none();
  }

  private Response create(Request request, Kind kind) {
    assignments.grant(checked(request, kind, true));
    return Answers.none();
  }

  private Response revoke(Request request, Kind kind) {
    assignments.revoke(checked(request, kind, true));
    return Answers.none();
  }

  /** Looks all parts up, asks the rule about them, and only then says which is missing. */
  private Assignment checked(Request request, Kind kind, boolean withRole) {
    var target = new HashMap<String, String>();
    var place = Optional.<Project>empty();
    if (!kind.system()) {
      var id = request.parameter(kind.domain() ? "domain_id" : "project_id");
      place = projects.find(id).filter(project -> !kind.domain() || project.isDomain());
      place.ifPresent(found ->
          target.put(
              kind.domain() ? "target.domain.id" : "target.project.domain_id",
              kind.domain() ? found.id() : found.domainId().orElse(found.id())));
    }
    var user = kind.group() ? Optional.<User>empty() : users.find(request.parameter("user_id"));
    user.ifPresent(found -> target.put("target.user.domain_id", found.domainId()));
    var group = kind.group() ? groups.find(request.parameter("group_id")) : Optional.<Group>empty();
    group.ifPresent(found -> target.put("target.group.domain_id", found.domainId()));
    var role = withRole ? roles.find(request.parameter("role_id")) : Optional.<Role>empty();
    var plain = new Target(target);
    request.check(role.map(found -> found.target(plain)).orElse(plain));

    var actor =
        kind.group()
            ? Actor.group(group.orElseThrow(() -> missing(request, "group")).id())
            : Actor.user(user.orElseThrow(() -> missing(request, "user")).id());
    var where = Place.SYSTEM;
    if (!kind.system()) {
      var noun = kind.domain() ? "domain" : "project";
      var project = place.orElseThrow(() -> missing(request, noun));
      where = kind.domain() ? Place.domain(project.id()) : Place.project(project.id());
      if (request.method().equals("PUT")) {
        requireSameDomain(role, project);
      }
    }
    var roleId = withRole ? role.orElseThrow(() -> missing(request, "role")).id() : "";
    return new Assignment(actor, where, roleId, kind.inherited());
  }

  private static void requireSameDomain(Optional<Role> role, Project place) {
    var owner = place.domainId().orElse(place.id());
    if (role.flatMap(Role::domainId).filter(id -> !id.equals(owner)).isPresent()) {
      throw Refusals.forbidden("A role of a domain can only be given within that domain.");
    }
  }

  private static RuntimeException missing(Request request, String noun) {
    return Refusals.notFound(noun, request.parameter(noun + "_id"));
  }
}
