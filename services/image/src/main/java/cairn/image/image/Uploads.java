package cairn.image.image;

import static cairn.image.image.ImageStatus.ACTIVE;
import static cairn.image.image.ImageStatus.IMPORTING;
import static cairn.image.image.ImageStatus.QUEUED;
import static cairn.image.image.ImageStatus.SAVING;
import static cairn.image.image.ImageStatus.UPLOADING;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.common.Time;
import cairn.image.ImageSettings;
import cairn.image.data.FileStore;
import cairn.image.data.Intake;
import cairn.image.quota.ImageQuotas;
import cairn.image.quota.ImageResource;
import cairn.sql.Database;
import cairn.work.Jobs;
import cairn.work.Reconciler;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Takes in the data of images. No transaction is open while data comes in: the state in the row
 * keeps others away. Safe for many threads.
 *
 * <pre>
 * queued ── upload ──► saving ──► active          what breaks off goes back to queued
 * queued ── stage ──► uploading ── import ──► importing ──► active
 * </pre>
 */
final class Uploads {
  /**
   * What counts towards a project's limits.
   *
   * @param project empty for none
   * @param bytes 0 where it was not announced: as in the reference that may pass the limit, once
   */
  private record Charge(String project, ImageResource resource, long bytes) {}

  private static final System.Logger LOG = System.getLogger(Uploads.class.getName());

  private final Database database;
  private final Time time;
  private final ImageStore store;
  private final FileStore files;
  private final FileStore staging;
  private final ImageSettings settings;
  private final Jobs jobs;
  private final BrokenUploads broken;
  private final ImageQuotas quotas;

  Uploads(
      Database database,
      Time time,
      ImageStore store,
      FileStore files,
      FileStore staging,
      ImageSettings settings,
      Jobs jobs,
      ImageQuotas quotas) {
    this.database = database;
    this.time = time;
    this.store = store;
    this.files = files;
    this.staging = staging;
    this.settings = settings;
    this.jobs = jobs;
    this.broken = new BrokenUploads(database, time, store);
    this.quotas = quotas;
    jobs.add(new ImportJob(database, time, store, files, staging));
  }

  /** What puts right uploads that broke off while the database was away. */
  Reconciler reconciler() {
    return broken;
  }

  /** Takes the data of a queued image, which is in use after that. */
  void upload(ImageId id, InputStream data, Optional<Long> sizeBytes) {
    upload(id, "", data, sizeBytes);
  }

  /** The same for a project, within its limits. */
  void upload(ImageId id, String project, InputStream data, Optional<Long> sizeBytes) {
    var image =
        begin(
            id, SAVING, new Charge(project, ImageResource.IMAGE_SIZE_TOTAL, sizeBytes.orElse(0L)));
    take(image, files, SAVING, ACTIVE, data, sizeBytes);
  }

  /** Takes the data of a queued image into the staging area, from where it is imported. */
  void stage(ImageId id, InputStream data, Optional<Long> sizeBytes) {
    stage(id, "", data, sizeBytes);
  }

  /** The same for a project, within its limits. */
  void stage(ImageId id, String project, InputStream data, Optional<Long> sizeBytes) {
    var image =
        begin(
            id,
            UPLOADING,
            new Charge(project, ImageResource.IMAGE_STAGE_TOTAL, sizeBytes.orElse(0L)));
    take(image, staging, UPLOADING, UPLOADING, data, sizeBytes);
  }

  private Image begin(ImageId id, ImageStatus during, Charge charge) {
    broken.settle(id);
    var asked = new AtomicBoolean();
    try {
      return begin(id, during, charge, asked);
    } catch (RuntimeException e) {
      // The commit's answer may be all that was lost.
      if (asked.get()) {
        broken.owe(id, during);
      }
      throw e;
    }
  }

  private Image begin(ImageId id, ImageStatus during, Charge charge, AtomicBoolean asked) {
    return database.inTransaction(tx -> {
      quotas.checkBytes(tx, charge.project(), charge.resource(), charge.bytes());
      var image = store.lock(tx, id).orElseThrow(() -> Images.notFound(id));
      if (image.diskFormat().isEmpty() || image.containerFormat().isEmpty()) {
        throw new CloudException(
            Kind.BAD_REQUEST,
            "Properties disk_format, container_format must be set prior to saving data.");
      }
      if (!store.move(tx, id, QUEUED, during, time.now())) {
        throw new CloudException(
            Kind.CONFLICT,
            "Image status transition from %s to %s is not allowed"
                .formatted(image.status().word(), during.word()));
      }
      // Now it is among those itself.
      quotas.check(tx, charge.project(), ImageResource.IMAGE_COUNT_UPLOADING, 0);
      asked.set(true);
      return image;
    });
  }

  private void take(
      Image image,
      FileStore target,
      ImageStatus during,
      ImageStatus after,
      InputStream data,
      Optional<Long> sizeBytes) {
    try {
      var received =
          new Intake(target, settings.bytesMax())
              .take(
                  image.id().value(),
                  data,
                  new Intake.Expected(image.diskFormat(), image.containerFormat(), sizeBytes));
      var kept =
          database.inTransaction(
              tx -> store.complete(tx, image.id(), during, after, received, time.now()));
      if (!kept) {
        target.delete(image.id().value());
        throw new CloudException(
            Kind.GONE, "Image %s was deleted during the upload.".formatted(image.id()));
      }
    } catch (RuntimeException e) {
      giveUp(image.id(), during, e);
      throw e;
    }
  }

  private void giveUp(ImageId id, ImageStatus during, RuntimeException reason) {
    try {
      database.run(tx -> store.move(tx, id, during, QUEUED, time.now()));
    } catch (RuntimeException e) {
      broken.owe(id, during);
      reason.addSuppressed(e);
    }
  }

  /** Begins to take staged data into use, which a job then does. */
  void importStaged(ImageId id) {
    importStaged(id, "");
  }

  /** The same for a project, within its limits. */
  void importStaged(ImageId id, String project) {
    database.run(tx -> {
      quotas.check(tx, project, ImageResource.IMAGE_SIZE_TOTAL, 0);
      var image = store.lock(tx, id).orElseThrow(() -> Images.notFound(id));
      if (image.status() != UPLOADING || image.sizeBytes() < 0) {
        throw new CloudException(
            Kind.CONFLICT,
            "Image status transition from %s to importing is not allowed"
                .formatted(image.status().word()));
      }
      quotas.checkBytes(tx, project, ImageResource.IMAGE_SIZE_TOTAL, image.sizeBytes());
      store.move(tx, id, UPLOADING, IMPORTING, time.now());
      jobs.start(tx, ImportJob.NAME, id.value());
    });
  }

  /** Removes the files of an image that is no more. */
  void forget(ImageId id) {
    files.delete(id.value());
    staging.delete(id.value());
  }

  /**
   * Puts right what a process that died left half done: uploads go back to queued, stray files go.
   * Imports are jobs, which go on by themselves.
   */
  void sweep() {
    var inPlace = database.read(store::withData);
    var staged = database.read(store::staged);
    // An import that was cut short may have its file in either place.
    var busy = files.sweep(id -> inPlace.contains(id) || staged.contains(id));
    var stagedBusy = staging.sweep(staged::contains);
    for (var id : database.read(store::unfinished)) {
      if (!busy.contains(id)) {
        LOG.log(System.Logger.Level.INFO, "the upload of image {0} broke off", id);
        database.run(tx -> store.move(tx, new ImageId(id), SAVING, QUEUED, time.now()));
      }
    }
    resume(stagedBusy);
  }

  private void resume(Set<UUID> busy) {
    for (var id : database.read(store::staged)) {
      var image = database.read(tx -> store.find(tx, new ImageId(id)));
      if (image.isEmpty() || busy.contains(id)) {
        continue;
      }
      if (image.get().status() != IMPORTING && image.get().sizeBytes() < 0) {
        database.run(tx -> store.move(tx, image.get().id(), UPLOADING, QUEUED, time.now()));
      }
    }
  }
}
