package cairn.image.member;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.image.image.Image;
import cairn.image.image.ImageAccess;
import cairn.image.image.Images;
import cairn.image.image.Visibility;
import cairn.policy.Target;
import java.util.List;

/** The routes of an image's members. */
public final class MemberApi {
  private final Members members;
  private final ImageAccess access;

  public MemberApi(Members members, Images images) {
    this.members = members;
    this.access = new ImageAccess(images);
  }

  /** Enters the routes into the table. */
  public void addTo(Routes routes) {
    var all = "/v2/images/{image}/members";
    var one = all + "/{member}";
    routes.get(all).policyInHandler(MemberPolicy.LIST).to(this::list);
    routes.post(all).body(MemberJson.CREATE).policyInHandler(MemberPolicy.ADD).to(this::add);
    routes.get(one).policyInHandler(MemberPolicy.GET).to(this::show);
    routes.put(one).body(MemberJson.ANSWER).policyInHandler(MemberPolicy.ANSWER).to(this::answer);
    routes.delete(one).policyInHandler(MemberPolicy.REMOVE).to(this::remove);
  }

  private Image shared(Request request) {
    var image = access.allowed(request);
    if (image.visibility() != Visibility.SHARED) {
      throw new CloudException(Kind.FORBIDDEN, "Only shared images have members.");
    }
    return image;
  }

  /** The owner and the cloud's operators see all members, a member itself only. */
  private Response list(Request request) {
    var image = shared(request);
    var caller = request.caller();
    var all =
        caller.hasRole("admin") || caller.projectId().filter(image.owner()::equals).isPresent();
    List<Member> seen =
        members.list(image.id().value()).stream()
            .filter(
                member -> all || caller.projectId().filter(member.project()::equals).isPresent())
            .toList();
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeArrayPropertyStart("members");
      seen.forEach(member -> MemberJson.write(json, member));
      json.writeEndArray();
      json.writeStringProperty("schema", "/v2/schemas/members");
      json.writeEndObject();
    });
  }

  private Response add(Request request) {
    var image = shared(request);
    var member = members.add(image.id().value(), request.body().get("member").asString());
    return Response.ok(json -> MemberJson.write(json, member));
  }

  private Response show(Request request) {
    var image = access.visible(request);
    var project = request.parameter("member");
    request.check(target(request, image, project));
    var member = members.get(image.id().value(), project);
    return Response.ok(json -> MemberJson.write(json, member));
  }

  private Target target(Request request, Image image, String project) {
    return access.target(request, image).with("member_id", project);
  }

  private Response answer(Request request) {
    var image = access.visible(request);
    var project = request.parameter("member");
    request.check(target(request, image, project));
    var answer =
        Member.Answer.parse(request.body().get("status").asString())
            .orElseThrow(() -> new CloudException(Kind.BAD_REQUEST, "Invalid status."));
    var member = members.answer(image.id().value(), project, answer);
    return Response.ok(json -> MemberJson.write(json, member));
  }

  private Response remove(Request request) {
    var image = shared(request);
    members.remove(image.id().value(), request.parameter("member"));
    return Response.empty(204);
  }
}
