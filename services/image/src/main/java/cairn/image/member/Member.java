package cairn.image.member;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** A project that an image is offered to. */
public record Member(
    UUID imageId, String project, Answer answer, Instant createdAt, Instant updatedAt) {

  /** What the project says to the offer. */
  public enum Answer {
    PENDING,
    ACCEPTED,
    REJECTED;

    /** The word on the wire. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The answer of that word. */
    public static Optional<Answer> parse(String word) {
      return Arrays.stream(values()).filter(value -> value.word().equals(word)).findFirst();
    }
  }
}
