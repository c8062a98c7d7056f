package cairn.image.image;

import cairn.common.Time;
import cairn.sql.Database;
import cairn.work.Reconciler;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Uploads of this process that broke off while the database could not be told: their images are put
 * back to queued as soon as it can. What a process owes when it dies, the next start puts right.
 * Safe for many threads.
 */
final class BrokenUploads implements Reconciler {
  private static final Duration EVERY = Duration.ofSeconds(5);

  private final Database database;
  private final Time time;
  private final ImageStore store;
  private final Map<ImageId, ImageStatus> owed = new ConcurrentHashMap<>();

  BrokenUploads(Database database, Time time, ImageStore store) {
    this.database = database;
    this.time = time;
    this.store = store;
  }

  /** Remembers that this image may still be in that state, though nobody fills it any more. */
  void owe(ImageId id, ImageStatus during) {
    owed.put(id, during);
  }

  /**
   * Puts one image right, if it is owed. Whoever begins an upload asks for it before, so that a
   * debt is never paid with the state of a later upload.
   */
  void settle(ImageId id) {
    owed.computeIfPresent(
        id,
        (_, during) -> {
          database.run(tx -> store.move(tx, id, during, ImageStatus.QUEUED, time.now()));
          return null;
        });
  }

  @Override
  public String name() {
    return "broken uploads";
  }

  @Override
  public Duration every() {
    return EVERY;
  }

  @Override
  public void reconcile() {
    owed.keySet().forEach(this::settle);
  }
}
