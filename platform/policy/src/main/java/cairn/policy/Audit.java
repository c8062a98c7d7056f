package cairn.policy;

/** Keeps the record of who did what. Implementations are safe for many threads and do not throw. */
@FunctionalInterface
public interface Audit {
  /** Keeps one event. */
  void record(Event event);

  /**
   * One request that asked for a permission.
   *
   * @param action the rule's name
   * @param path the request's path, without its query
   * @param outcome the answer's HTTP status
   * @param plainRead whether it only read, and was granted: what is many and of least concern
   */
  record Event(
      String requestId,
      Caller caller,
      String action,
      String path,
      int outcome,
      boolean plainRead) {}
}
