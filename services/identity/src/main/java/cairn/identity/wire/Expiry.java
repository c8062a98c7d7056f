package cairn.identity.wire;

import cairn.common.CloudException;
import cairn.common.Time;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads the time at which something that a user makes is to end. Pure. */
public final class Expiry {
  private Expiry() {}

  /**
   * The body's {@code expires_at}; a time without a zone is in UTC.
   *
   * @throws CloudException BAD_REQUEST when it is no time, or lies in the past
   */
  public static Optional<Instant> read(JsonNode body, Time time) {
    var end = Body.text(body, "expires_at").map(Expiry::parse);
    if (end.isPresent() && !end.get().isAfter(time.now())) {
      throw Refusals.invalid("The 'expires_at' must not be before now.");
    }
    return end;
  }

  /**
   * A time as clients write it.
   *
   * @throws CloudException BAD_REQUEST when it is none
   */
  public static Instant parse(String text) {
    try {
      return text.matches(".*(Z|[+-]\\d\\d:?\\d\\d)$")
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new CloudException(
          CloudException.Kind.BAD_REQUEST, "Timestamp not in expected format.", "", e);
    }
  }
}
