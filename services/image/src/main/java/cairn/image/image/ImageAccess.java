package cairn.image.image;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.http.Request;
import cairn.policy.Target;

/** The image that a request is about, as far as its caller may know of it. Thread-safe. */
public final class ImageAccess {
  private final Images images;

  public ImageAccess(Images images) {
    this.images = images;
  }

  /**
   * The image of the path's {@code {image}}.
   *
   * @throws CloudException NOT_FOUND when there is none that the caller may see
   */
  public Image visible(Request request) {
    var text = request.parameter("image");
    return ImageId.parse(text)
        .flatMap(id -> images.read(tx -> images.find(tx, request.caller(), id)))
        .orElseThrow(() -> new CloudException(Kind.NOT_FOUND, "No image found with ID " + text));
  }

  /**
   * The same, if the route's rule allows it.
   *
   * @throws CloudException FORBIDDEN when it does not
   */
  public Image allowed(Request request) {
    var image = visible(request);
    request.check(target(request, image));
    return image;
  }

  /** The image as rules see it. */
  public Target target(Request request, Image image) {
    return ImagePolicy.target(image, request.caller().projectId().orElse(""));
  }
}
