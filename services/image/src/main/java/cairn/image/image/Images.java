package cairn.image.image;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.common.Entropy;
import cairn.common.Time;
import cairn.image.ImageSettings;
import cairn.image.data.FileStore;
import cairn.image.data.ImageData;
import cairn.image.quota.ImageQuotas;
import cairn.image.quota.ImageResource;
import cairn.policy.Caller;
import cairn.sql.ConstraintViolation;
import cairn.sql.Database;
import cairn.sql.Transaction;
import cairn.work.Jobs;
import cairn.work.Reconciler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The images as the rest of the cloud deals with them. Safe for many threads. */
public final class Images {
  private final Database database;
  private final Time time;
  private final Entropy entropy;
  private final ImageStore store = new ImageStore();
  private final FileStore files;
  private final Uploads uploads;
  private final ImageQuotas quotas = new ImageQuotas();

  /**
   * @param settings where the data lies
   */
  public Images(Database database, Time time, Entropy entropy, ImageSettings settings, Jobs jobs) {
    this.database = database;
    this.time = time;
    this.entropy = entropy;
    this.files = new FileStore(settings.folder().resolve("data"));
    var staging = new FileStore(settings.folder().resolve("staging"));
    this.uploads = new Uploads(database, time, store, files, staging, settings, jobs, quotas);
  }

  /** Puts right what a process that died left half done; at start, after the migrations. */
  public void sweep() {
    uploads.sweep();
  }

  /** What puts right uploads that broke off while the database was away. */
  public Reconciler reconciler() {
    return uploads.reconciler();
  }

  /** The limits of projects. */
  public ImageQuotas quotas() {
    return quotas;
  }

  /** Takes data in. */
  Uploads uploads() {
    return uploads;
  }

  /** The image, if the caller may see it. */
  public Optional<Image> find(Transaction tx, Caller caller, ImageId id) {
    return store.find(tx, id).filter(image -> visible(tx, caller, image));
  }

  /** The image, whoever asks: for the cloud itself. */
  public Optional<Image> find(Transaction tx, ImageId id) {
    return store.find(tx, id);
  }

  /** The names of those images that there are. */
  public Map<ImageId, String> names(Transaction tx, Collection<ImageId> ids) {
    return store.names(tx, ids);
  }

  private boolean visible(Transaction tx, Caller caller, Image image) {
    if (caller.hasRole("admin") || caller.projectId().filter(image.owner()::equals).isPresent()) {
      return true;
    }
    return switch (image.visibility()) {
      case PUBLIC, COMMUNITY -> true;
      case PRIVATE -> false;
      case SHARED ->
          caller.projectId().filter(project -> store.offered(tx, image.id(), project)).isPresent();
    };
  }

  /**
   * The data of an image, to be closed after use. It is read to its end even if the image is
   * deleted meanwhile.
   *
   * @throws CloudException NOT_FOUND when there is no such image or no data in it
   */
  public ImageData open(ImageId id) {
    var image =
        database
            .read(tx -> store.find(tx, id))
            .filter(found -> hasData(found.status()))
            .orElseThrow(() -> notFound(id));
    return new ImageData(
        image.sizeBytes(), image.sha512(), Channels.newInputStream(channel(image)));
  }

  /** The file of an image that has data. */
  FileChannel channel(Image image) {
    try {
      return files.open(image.id().value());
    } catch (IOException e) {
      throw new CloudException(
          Kind.NOT_FOUND, "The data of image %s is missing.".formatted(image.id()), "", e);
    }
  }

  static boolean hasData(ImageStatus status) {
    return status == ImageStatus.ACTIVE || status == ImageStatus.DEACTIVATED;
  }

  static CloudException notFound(ImageId id) {
    return notFound(id.toString());
  }

  static CloudException notFound(String id) {
    return new CloudException(
        Kind.NOT_FOUND, "Failed to find image %s to show or change.".formatted(id));
  }

  /** Makes an image and fills it, at one go: for images that come along with the cloud. */
  public Image register(NewImage image, InputStream data) {
    var made = create(image);
    uploads.upload(made.id(), data, Optional.empty());
    return database.read(tx -> store.find(tx, made.id())).orElseThrow(() -> notFound(made.id()));
  }

  /**
   * Makes an image without data.
   *
   * @throws CloudException CONFLICT when there is one of that id
   */
  Image create(NewImage image) {
    return create(image, "");
  }

  /** The same for a project, within its limits. */
  Image create(NewImage image, String project) {
    var id = image.id().orElseGet(() -> new ImageId(entropy.uuid()));
    return database.inTransaction(tx -> {
      quotas.check(tx, project, ImageResource.IMAGE_COUNT_TOTAL, 1);
      try {
        store.insert(tx, id, image, time.now());
      } catch (ConstraintViolation e) {
        throw e.is("image_id")
            ? new CloudException(Kind.CONFLICT, "Image ID %s already exists!".formatted(id), "", e)
            : e;
      }
      return store.find(tx, id).orElseThrow(() -> notFound(id));
    });
  }

  /** Changes what an image says of itself; nobody else changes it meanwhile. */
  Image change(ImageId id, UnaryOperator<Image> change) {
    return database.inTransaction(tx -> {
      var before = store.lock(tx, id).orElseThrow(() -> notFound(id));
      var after = change.apply(before);
      if (after.equals(before)) {
        return before;
      }
      store.update(tx, after, time.now());
      return store.find(tx, id).orElseThrow(() -> notFound(id));
    });
  }

  /** Takes an image out of use, or back into it; either may be done twice. */
  void activate(ImageId id, boolean wanted) {
    var after = wanted ? ImageStatus.ACTIVE : ImageStatus.DEACTIVATED;
    var before = wanted ? ImageStatus.DEACTIVATED : ImageStatus.ACTIVE;
    database.run(tx -> {
      if (store.move(tx, id, before, after, time.now())) {
        return;
      }
      var image = store.find(tx, id).orElseThrow(() -> notFound(id));
      if (image.status() != after) {
        throw new CloudException(
            Kind.FORBIDDEN,
            "An image that is %s can be neither deactivated nor reactivated."
                .formatted(image.status().word()));
      }
    });
  }

  /**
   * Forgets an image and its data.
   *
   * @throws CloudException FORBIDDEN when it is protected
   */
  void delete(ImageId id) {
    database.run(tx -> {
      var image = store.lock(tx, id).orElseThrow(() -> notFound(id));
      if (image.isProtected()) {
        throw new CloudException(
            Kind.FORBIDDEN, "Image %s is protected and cannot be deleted.".formatted(id));
      }
      store.delete(tx, id);
      tx.afterCommit(() -> uploads.forget(id));
    });
  }

  <T> T read(java.util.function.Function<Transaction, T> work) {
    return database.read(work);
  }
}
