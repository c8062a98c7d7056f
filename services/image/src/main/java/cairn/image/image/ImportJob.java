package cairn.image.image;

import static cairn.image.image.ImageStatus.ACTIVE;
import static cairn.image.image.ImageStatus.IMPORTING;
import static cairn.image.image.ImageStatus.QUEUED;
import static cairn.image.image.ImageStatus.UPLOADING;

import cairn.common.Time;
import cairn.image.data.FileStore;
import cairn.sql.Database;
import cairn.sql.Transaction;
import cairn.work.Job;
import cairn.work.JobRun;
import cairn.work.Outcome;

/**
 * Takes staged data into use.
 *
 * <pre>
 * MOVE ──► ACTIVATE ──► done: the image is active
 *   └─── the image is gone ───┴──► done: so is its data
 * </pre>
 *
 * <p>Given up, the image is as it was before: its data is staged, and may be imported again. If the
 * data is gone no attempt helps, and the image waits for its data anew.
 */
final class ImportJob implements Job<ImportJob.Label> {
  static final String NAME = "image.import";

  /** The steps. */
  enum Label {
    /** The file goes from the staging area to its place. */
    MOVE,
    /** The image is in use. */
    ACTIVATE
  }

  private final Database database;
  private final Time time;
  private final ImageStore store;
  private final FileStore files;
  private final FileStore staging;

  ImportJob(Database database, Time time, ImageStore store, FileStore files, FileStore staging) {
    this.database = database;
    this.time = time;
    this.store = store;
    this.files = files;
    this.staging = staging;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Class<Label> labels() {
    return Label.class;
  }

  @Override
  public Outcome run(Label label, JobRun run) {
    var id = new ImageId(run.subject());
    var image = database.read(tx -> store.find(tx, id));
    if (image.isEmpty()) {
      files.delete(id.value());
      staging.delete(id.value());
      return new Outcome.Done();
    }
    return switch (label) {
      case MOVE -> {
        if (!hasData(id)) {
          yield new Outcome.Fail("The staged data is missing.");
        }
        files.adopt(staging, id.value());
        yield new Outcome.Hop(Label.ACTIVATE);
      }
      case ACTIVATE -> {
        run.onCommit(tx -> activate(tx, id));
        yield new Outcome.Done();
      }
    };
  }

  /** One that an operator has begin again finds the image as it was before the import. */
  private void activate(Transaction tx, ImageId id) {
    var staged =
        store
            .find(tx, id)
            .map(image -> image.status())
            .filter(status -> status == UPLOADING || status == IMPORTING);
    staged.ifPresent(status -> store.move(tx, id, status, ACTIVE, time.now()));
  }

  @Override
  public void abandon(Transaction tx, JobRun run, String reason) {
    var id = new ImageId(run.subject());
    store.move(tx, id, IMPORTING, hasData(id) ? UPLOADING : QUEUED, time.now());
  }

  private boolean hasData(ImageId id) {
    return staging.holds(id.value()) || files.holds(id.value());
  }
}
