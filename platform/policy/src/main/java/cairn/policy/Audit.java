package cairn.policy;

import java.util.Optional;

/** Keeps the record of who did what. Implementations are safe for many threads and do not throw. */
@FunctionalInterface
public interface Audit {
  /**
   * Keeps one event. Of a change it returns when that is stored, or when no more can be waited for
   * it: its caller answers afterwards, so that what a client was told has happened is kept. Any
   * other event it takes without waiting for its storage.
   */
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
   * @param login whether it was to prove who somebody is
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
      Optional<String> made,
      boolean login) {

    /** Whether something was changed, and the answer says so. */
    public boolean change() {
      return !look() && !login && outcome < 400;
    }

    /** Whether it only looked at something, or tried to. */
    public boolean look() {
      return method.equals("GET") || method.equals("HEAD");
    }
  }
}
