package cairn.image;

import cairn.common.Entropy;
import cairn.common.Time;
import cairn.http.Routes;
import cairn.image.image.DataApi;
import cairn.image.image.ImageApi;
import cairn.image.image.Images;
import cairn.image.image.ImportApi;
import cairn.image.member.MemberApi;
import cairn.image.member.Members;
import cairn.image.quota.UsageApi;
import cairn.image.schema.SchemaApi;
import cairn.policy.Rule;
import cairn.sql.Database;
import cairn.work.Jobs;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The image service's index page. */
public final class ImageModule {
  private final Images images;
  private final Routes routes = new Routes("image", "/image", new ImageErrors());

  /**
   * The service on that database.
   *
   * @param jobs takes over the long work; somebody has to do it for imports to come to their end
   */
  public ImageModule(
      Database database, Time time, Entropy entropy, ImageSettings settings, Jobs jobs) {
    images = new Images(database, time, entropy, settings, jobs);
    VersionsApi.addTo(routes);
    SchemaApi.addTo(routes);
    new ImageApi(images).addTo(routes);
    new DataApi(images).addTo(routes);
    new ImportApi(images).addTo(routes);
    new UsageApi(database, images.quotas()).addTo(routes);
    new MemberApi(new Members(database, time), images).addTo(routes);
  }

  /** The name of its migrations. */
  public String migrations() {
    return "image";
  }

  /** Its route table. */
  public Routes routes() {
    return routes;
  }

  /** The permissions that its routes ask for. */
  public List<Rule> rules() {
    return routes.rules();
  }

  /** The images, for the services that start servers from them. */
  public Images images() {
    return images;
  }

  /** Where limits that are registered for projects come from, by the project's id. */
  public void registeredLimits(Function<String, Map<String, Integer>> source) {
    images.quotas().registeredLimits(source);
  }

  /** Once, after the migrations and before the first request. */
  public void start() {
    images.sweep();
  }
}
