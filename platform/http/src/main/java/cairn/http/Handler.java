package cairn.http;

/** Answers one kind of request; called by many threads. */
@FunctionalInterface
public interface Handler {
  /** Answers it, or throws a {@link cairn.common.CloudException}. */
  Response handle(Request request);
}
