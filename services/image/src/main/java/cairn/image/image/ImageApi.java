package cairn.image.image;

import static cairn.image.image.ImageStatus.QUEUED;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.policy.Target;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The routes of images themselves. */
public final class ImageApi {
  private static final int TAGS_MAX = 128;

  private final Images images;
  private final ImageAccess access;

  public ImageApi(Images images) {
    this.images = images;
    this.access = new ImageAccess(images);
  }

  /** Enters the routes into the table. */
  public void addTo(Routes routes) {
    routes.alsoAsks(ImagePolicy.PUBLICIZE, ImagePolicy.COMMUNITIZE);
    routes.get("/v2/images").policy(ImagePolicy.LIST).to(this::list);
    routes
        .post("/v2/images")
        .body(ImageSchemas.ATTRIBUTES)
        .policyInHandler(ImagePolicy.ADD)
        .to(this::create);
    routes.get("/v2/images/{image}").policyInHandler(ImagePolicy.GET).to(this::show);
    routes
        .patch("/v2/images/{image}")
        .body(ImageSchemas.PATCH)
        .policyInHandler(ImagePolicy.MODIFY)
        .to(this::update);
    routes.delete("/v2/images/{image}").policyInHandler(ImagePolicy.DELETE).to(this::delete);
    routes
        .put("/v2/images/{image}/tags/{tag}")
        .policyInHandler(ImagePolicy.MODIFY)
        .to(this::addTag);
    routes
        .delete("/v2/images/{image}/tags/{tag}")
        .policyInHandler(ImagePolicy.MODIFY)
        .to(this::removeTag);
    routes
        .post("/v2/images/{image}/actions/deactivate")
        .policyInHandler(ImagePolicy.DEACTIVATE)
        .to(request -> activate(request, false));
    routes
        .post("/v2/images/{image}/actions/reactivate")
        .policyInHandler(ImagePolicy.REACTIVATE)
        .to(request -> activate(request, true));
  }

  private Response list(Request request) {
    if (request.path().endsWith("/")) {
      // One image is asked for, by a client whose id is empty.
      throw new CloudException(Kind.NOT_FOUND, "The resource could not be found.");
    }
    var page = images.read(tx -> ImageList.page(tx, request.caller(), request.query()));
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeArrayPropertyStart("images");
      page.items().forEach(image -> ImageJson.write(json, image));
      json.writeEndArray();
      json.writeStringProperty("first", link(request, ""));
      if (page.more()) {
        json.writeStringProperty("next", link(request, page.items().getLast().id().toString()));
      }
      json.writeStringProperty("schema", "/v2/schemas/images");
      json.writeEndObject();
    });
  }

  /** The list's own URL, as a path, with another marker. */
  private static String link(Request request, String marker) {
    var query =
        request.query().names().stream()
            .filter(name -> !name.equals("marker"))
            .flatMap(name ->
                request.query().all(name).stream().map(value -> encode(name) + "=" + encode(value)))
            .collect(Collectors.joining("&"));
    if (!marker.isEmpty()) {
      query += (query.isEmpty() ? "" : "&") + "marker=" + marker;
    }
    return "/v2/images" + (query.isEmpty() ? "" : "?" + query);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Response create(Request request) {
    var project = request.caller().projectId().orElse("");
    var image = Attributes.read(request.body(), project);
    var target = Target.ofProject(project).with("owner", image.owner());
    request.check(target);
    checkVisibility(request, image.visibility(), target);
    var made = images.create(image, project);
    return Response.json(201, json -> ImageJson.write(json, made))
        .header("Location", request.baseUrl() + "/image/v2/images/" + made.id())
        .header("OpenStack-image-import-methods", ImportApi.METHODS);
  }

  private static void checkVisibility(Request request, Visibility visibility, Target target) {
    var allowed =
        switch (visibility) {
          case PUBLIC -> request.allows(ImagePolicy.PUBLICIZE, target);
          case COMMUNITY -> request.allows(ImagePolicy.COMMUNITIZE, target);
          case PRIVATE, SHARED -> true;
        };
    if (!allowed) {
      throw new CloudException(
          Kind.FORBIDDEN,
          "You are not authorized to give an image the visibility %s."
              .formatted(visibility.word()));
    }
  }

  private Response show(Request request) {
    var image = access.allowed(request);
    return Response.ok(json -> ImageJson.write(json, image));
  }

  private Response update(Request request) {
    var patch = JsonPatch.ofType(request.header("Content-Type").orElse(""));
    var seen = access.allowed(request);
    var target = access.target(request, seen);
    var changed =
        images.change(
            seen.id(),
            before -> {
              var attributes = Attributes.write(before);
              patch.apply(request.body(), attributes);
              ImageSchemas.ATTRIBUTES.check(attributes);
              var after = Attributes.apply(before, attributes);
              check(request, target, before, after);
              return after;
            });
    return Response.ok(json -> ImageJson.write(json, changed));
  }

  private static void check(Request request, Target target, Image before, Image after) {
    if (after.visibility() != before.visibility()) {
      checkVisibility(request, after.visibility(), target);
    }
    if (!after.owner().equals(before.owner()) && !request.caller().hasRole("admin")) {
      throw new CloudException(Kind.FORBIDDEN, "Owner can't be updated by non admin.");
    }
    if (before.status() != QUEUED) {
      refuseChange("container_format", before.containerFormat(), after.containerFormat());
      refuseChange("disk_format", before.diskFormat(), after.diskFormat());
    }
  }

  private static void refuseChange(String name, String before, String after) {
    if (!before.equals(after)) {
      throw new CloudException(
          Kind.FORBIDDEN, "Attribute %s can be only replaced for a queued image.".formatted(name));
    }
  }

  private Response delete(Request request) {
    images.delete(access.allowed(request).id());
    return Response.empty(204);
  }

  private Response addTag(Request request) {
    var tag = request.parameter("tag");
    if (tag.length() > 255) {
      throw new CloudException(Kind.BAD_REQUEST, "Invalid image tag: longer than 255 characters.");
    }
    images.change(
        access.allowed(request).id(),
        image -> {
          var tags = new TreeSet<>(image.tags());
          tags.add(tag);
          if (tags.size() > TAGS_MAX) {
            throw new CloudException(
                Kind.TOO_LARGE, "An image can have %d tags at most.".formatted(TAGS_MAX));
          }
          return image.withTags(tags);
        });
    return Response.empty(204);
  }

  private Response removeTag(Request request) {
    var tag = request.parameter("tag");
    images.change(
        access.allowed(request).id(),
        image -> {
          var tags = new TreeSet<>(image.tags());
          if (!tags.remove(tag)) {
            throw new CloudException(Kind.NOT_FOUND, "The image has no such tag.");
          }
          return image.withTags(tags);
        });
    return Response.empty(204);
  }

  private Response activate(Request request, boolean wanted) {
    images.activate(access.allowed(request).id(), wanted);
    return Response.empty(204);
  }
}
