package cairn.image.image;

import cairn.policy.Rule;
import cairn.policy.Target;

/** Who may do what with images: the defaults of today's Image API. */
final class ImagePolicy {
  private static final String OWNER = "role:admin or (role:member and project_id:%(project_id)s)";
  private static final String SEEN =
      "(project_id:%(project_id)s or project_id:%(member_id)s or 'community':%(visibility)s"
          + " or 'public':%(visibility)s or 'shared':%(visibility)s)";

  static final Rule ADD =
      new Rule(
          "add_image",
          "role:admin or (role:member and project_id:%(project_id)s and project_id:%(owner)s)",
          "Create an image");
  static final Rule GET =
      new Rule("get_image", "role:admin or (role:reader and %s)".formatted(SEEN), "Show an image");
  static final Rule LIST =
      new Rule(
          "get_images", "role:admin or (role:reader and project_id:%(project_id)s)", "List images");
  static final Rule MODIFY = new Rule("modify_image", OWNER, "Change an image");
  static final Rule DELETE = new Rule("delete_image", OWNER, "Delete an image");
  static final Rule PUBLICIZE = new Rule("publicize_image", "role:admin", "Make an image public");
  static final Rule COMMUNITIZE =
      new Rule("communitize_image", OWNER, "Show an image to all who know its id");
  static final Rule DOWNLOAD =
      new Rule(
          "download_image", "role:admin or (role:member and %s)".formatted(SEEN), "Read its data");
  static final Rule UPLOAD = new Rule("upload_image", OWNER, "Give an image its data");
  static final Rule DEACTIVATE = new Rule("deactivate", OWNER, "Take an image out of use");
  static final Rule REACTIVATE = new Rule("reactivate", OWNER, "Take an image back into use");

  private ImagePolicy() {}

  /**
   * An image as rules see it. The image has been found visible for that project, so a shared one is
   * offered to it.
   */
  static Target target(Image image, String callersProject) {
    var target =
        Target.ofProject(image.owner())
            .with("owner", image.owner())
            .with("visibility", image.visibility().word());
    return image.visibility() == Visibility.SHARED
        ? target.with("member_id", callersProject)
        : target;
  }
}
