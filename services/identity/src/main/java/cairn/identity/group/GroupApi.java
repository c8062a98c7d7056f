package cairn.identity.group;

import cairn.common.Entropy;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.identity.user.User;
import cairn.identity.user.UserJson;
import cairn.identity.user.Users;
import cairn.identity.wire.Answers;
import cairn.identity.wire.CallerDomain;
import cairn.identity.wire.Refusals;
import cairn.policy.Target;
import java.util.Optional;

/** Groups and who is in them, over HTTP. */
public final class GroupApi {
  private final Groups groups;
  private final Users users;
  private final Entropy entropy;

  public GroupApi(Groups groups, Users users, Entropy entropy) {
    this.groups = groups;
    this.users = users;
    this.entropy = entropy;
  }

  /** Enters the routes into the table. */
  public void declare(Routes routes) {
    var one = "/v3/groups/{group_id}";
    var member = one + "/users/{user_id}";
    routes.get("/v3/groups").policyInHandler(GroupPolicy.LIST).to(this::list);
    routes
        .post("/v3/groups")
        .body(GroupJson.CREATE)
        .policyInHandler(GroupPolicy.CREATE)
        .to(this::create);
    routes.get(one).policyInHandler(GroupPolicy.SHOW).to(this::show);
    routes.patch(one).body(GroupJson.UPDATE).policyInHandler(GroupPolicy.UPDATE).to(this::update);
    routes.delete(one).policyInHandler(GroupPolicy.DELETE).to(this::delete);
    routes.get(one + "/users").policyInHandler(GroupPolicy.USERS).to(this::members);
    routes.get(member).policyInHandler(GroupPolicy.HAS).to(this::has);
    routes.put(member).policyInHandler(GroupPolicy.ADD).to(this::add);
    routes.delete(member).policyInHandler(GroupPolicy.REMOVE).to(this::remove);
    routes.get("/v3/users/{user_id}/groups").policyInHandler(GroupPolicy.OF_USER).to(this::ofUser);
  }

  private Response list(Request request) {
    var domain = request.caller().domainId();
    request.check(
        domain.map(id -> Target.NONE.with("target.group.domain_id", id)).orElse(Target.NONE));
    return page(request, domain, Optional.empty());
  }

  private Response ofUser(Request request) {
    var id = request.parameter("user_id");
    var user = users.find(id);
    request.check(user.map(User::target).orElse(Target.NONE));
    if (user.isEmpty()) {
      throw Refusals.notFound("user", id);
    }
    return page(request, request.caller().domainId(), Optional.of(id));
  }

  private Response page(Request request, Optional<String> domain, Optional<String> userId) {
    return Answers.page(
        request,
        "groups",
        groups.list(request.query(), domain, userId),
        Group::id,
        (json, group) -> GroupJson.write(json, group, request.baseUrl()));
  }

  private Response create(Request request) {
    var wanted =
        GroupJson.read(
            entropy.hexId(), request.body().path("group"), CallerDomain.of(request.caller()));
    request.check(wanted.target());
    return one(201, request, groups.create(wanted));
  }

  private Response show(Request request) {
    return one(200, request, checked(request));
  }

  private Response update(Request request) {
    var change = request.body().path("group");
    return one(
        200,
        request,
        groups.update(checked(request).id(), before -> GroupJson.merge(before, change)));
  }

  private Response delete(Request request) {
    // That there is no such group, everybody may know.
    var id = request.parameter("group_id");
    var group = groups.find(id).orElseThrow(() -> Refusals.notFound("group", id));
    request.check(group.target());
    groups.delete(id);
    return Answers.none();
  }

  private Response members(Request request) {
    var group = checked(request);
    groups.refreshMembers(group);
    return Answers.page(
        request,
        "users",
        users.list(request.query(), request.caller().domainId(), Optional.of(group.id())),
        User::id,
        (json, user) -> UserJson.write(json, user, request.baseUrl()));
  }

  private Response has(Request request) {
    var member = checkedMember(request);
    if (!groups.has(member.groupId(), member.userId())) {
      throw Groups.notMember(member.groupId(), member.userId());
    }
    return Answers.none();
  }

  private Response add(Request request) {
    var member = checkedMember(request);
    groups.add(member.groupId(), member.userId());
    return Answers.none();
  }

  private Response remove(Request request) {
    var member = checkedMember(request);
    groups.remove(member.groupId(), member.userId());
    return Answers.none();
  }

  private record Member(String groupId, String userId) {}

  private Member checkedMember(Request request) {
    var groupId = request.parameter("group_id");
    var userId = request.parameter("user_id");
    var group = groups.find(groupId);
    var user = users.find(userId);
    var target = group.map(Group::target).orElse(Target.NONE);
    request.check(
        user.isPresent() ? target.with("target.user.domain_id", user.get().domainId()) : target);
    return new Member(
        group.orElseThrow(() -> Refusals.notFound("group", groupId)).id(),
        user.orElseThrow(() -> Refusals.notFound("user", userId)).id());
  }

  private Group checked(Request request) {
    var id = request.parameter("group_id");
    var found = groups.find(id);
    request.check(found.map(Group::target).orElse(Target.NONE));
    return found.orElseThrow(() -> Refusals.notFound("group", id));
  }

  private static Response one(int status, Request request, Group group) {
    return Answers.one(
        status, "group", group, (json, shown) -> GroupJson.write(json, shown, request.baseUrl()));
  }
}
