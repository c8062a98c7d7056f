package cairn.work;

import java.time.Duration;

/**
 * Closes the gap between what is wanted and what is. It takes no input: a signal only wakes it
 * early. It never runs twice at once within a process.
 */
public interface Reconciler {
  /** Its name in the log. */
  String name();

  /** How often it runs when nothing wakes it. */
  Duration every();

  /** Looks, and closes the gap; an exception is logged, and the next run tries again. */
  void reconcile() throws Exception;

  /** Whether one server at a time may run it, rather than each for itself. */
  default boolean alone() {
    return false;
  }
}
