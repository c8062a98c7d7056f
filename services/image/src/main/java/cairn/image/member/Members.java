package cairn.image.member;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.common.Time;
import cairn.sql.ConstraintViolation;
import cairn.sql.Database;
import java.util.List;
import java.util.UUID;

/** To whom shared images are offered. Safe for many threads. */
public final class Members {
  /** How many members an image may have. */
  private static final int COUNT_MAX = 128;

  private final Database database;
  private final Time time;
  private final MemberStore store = new MemberStore();

  public Members(Database database, Time time) {
    this.database = database;
    this.time = time;
  }

  /** All whom an image is offered to. */
  List<Member> list(UUID image) {
    return database.read(tx -> store.list(tx, image));
  }

  /** The project's part in an image that is offered to it. */
  Member get(UUID image, String project) {
    return database
        .read(tx -> store.find(tx, image, project))
        .orElseThrow(() -> notFound(image, project));
  }

  /** Offers an image to a project. */
  Member add(UUID image, String project) {
    return database.inTransaction(tx -> {
      if (store.count(tx, image) >= COUNT_MAX) {
        throw new CloudException(
            Kind.TOO_LARGE,
            "The limit of %d members for an image is reached.".formatted(COUNT_MAX));
      }
      try {
        store.insert(tx, image, project, time.now());
      } catch (ConstraintViolation e) {
        throw e.is("image_member_key")
            ? new CloudException(
                Kind.CONFLICT,
                "Member %s is duplicated for image %s".formatted(project, image),
                "",
                e)
            : e;
      }
      return store.find(tx, image, project).orElseThrow(() -> notFound(image, project));
    });
  }

  /** Notes what the project says to the offer. */
  Member answer(UUID image, String project, Member.Answer answer) {
    return database.inTransaction(tx -> {
      store.answer(tx, image, project, answer, time.now());
      return store.find(tx, image, project).orElseThrow(() -> notFound(image, project));
    });
  }

  /** Takes the offer back. */
  void remove(UUID image, String project) {
    database.run(tx -> {
      if (!store.delete(tx, image, project)) {
        throw notFound(image, project);
      }
    });
  }

  static CloudException notFound(UUID image, String project) {
    return new CloudException(
        Kind.NOT_FOUND,
        "%s not found in the member list of the image %s.".formatted(project, image));
  }
}
