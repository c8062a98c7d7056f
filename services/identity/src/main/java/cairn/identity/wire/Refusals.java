package cairn.identity.wire;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;

/** The refusals that every noun of this service has, in Keystone's words. Pure. */
public final class Refusals {
  private Refusals() {}

  /** {@code Could not find user: 1234.} */
  public static CloudException notFound(String noun, String id) {
    return new CloudException(Kind.NOT_FOUND, "Could not find %s: %s.".formatted(noun, id));
  }

  /** A token that does not hold, where it is what is asked about or logged in with. */
  public static CloudException noSuchToken() {
    return new CloudException(Kind.NOT_FOUND, "Could not find token.");
  }

  /** A name or another thing that is there only once is taken. */
  public static CloudException duplicate(String noun, String what) {
    return new CloudException(
        Kind.CONFLICT,
        "Conflict occurred attempting to store %s - Duplicate entry found with %s."
            .formatted(noun, what));
  }

  /** The same where there is no more to say than that. */
  public static CloudException duplicateEntry(String noun) {
    return new CloudException(
        Kind.CONFLICT,
        "Conflict occurred attempting to store %s - Duplicate entry.".formatted(noun));
  }

  /** A body or query that cannot be meant. */
  public static CloudException invalid(String message) {
    return new CloudException(Kind.BAD_REQUEST, message);
  }

  /** A part that has to be there is missing. */
  public static CloudException missing(String attribute, String target) {
    return invalid(
        "Expecting to find %s in %s. The server could not comply with the request since it is either malformed or otherwise incorrect. The client is assumed to be in error."
            .formatted(attribute, target));
  }

  /** {@code You are not authorized to perform the requested action: ...} */
  public static CloudException notAuthorized(String action) {
    return forbidden(
        "You are not authorized to perform the requested action: %s.".formatted(action));
  }

  /** Refused whatever the roles are. */
  public static CloudException forbidden(String message) {
    return new CloudException(Kind.FORBIDDEN, message);
  }

  /** Without a word on what was wrong, which is for the log alone. */
  public static CloudException unauthenticated(String detail) {
    return new CloudException(
        Kind.UNAUTHENTICATED, "The request you have made requires authentication.", detail, null);
  }
}
