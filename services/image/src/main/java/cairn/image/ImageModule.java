package cairn.image;

import cairn.common.Entropy;
import cairn.common.Time;
import cairn.image.image.Images;
import cairn.image.member.Members;
import cairn.sql.Database;

/** The image service's index page. */
public final class ImageModule {
  private final Members members;
  private final Images images;

  public ImageModule(Database database, Time time, Entropy entropy, ImageSettings settings) {
    this.members = new Members(database, time);
    this.images = new Images(database, time, entropy, members, settings);
  }

  /** The name of its migrations. */
  public String migrations() {
    return "image";
  }

  /** The images, for the services that start servers from them. */
  public Images images() {
    return images;
  }

  /** Once, after the migrations and before the first request. */
  public void start() {
    images.sweep();
  }
}
