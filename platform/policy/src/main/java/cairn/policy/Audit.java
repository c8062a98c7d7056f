package cairn.policy;

import java.util.Optional;

/** Keeps the record of who did what. Implementations are safe for many threads and do not throw. */
@FunctionalInterface
public interface Audit {
  /** Keeps one event. */
  void record(Event event);

  /**
   * One request that asked for a permission, or changed something.
   *
   * @param caller of a login: who got the token; nobody where it failed
   * @param action the rule's name; empty where the route asks none
   * @param route the path as the route table has it, {@code {name}} for what varies
   * @param path the request's path, without its query
   * @param outcome the answer's HTTP status
   * @param source the client's address
   * @param refusal why not, for operators; empty when it was granted
   * @param made the id of what a POST has made
   */
  record Event(
      String requestId,
      Caller caller,
      String action,
      String method,
      String route,
      String path,
      int outcome,
      String source,
      String refusal,
      Optional<String> made) {}
}
