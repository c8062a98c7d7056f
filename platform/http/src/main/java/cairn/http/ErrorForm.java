package cairn.http;

import cairn.common.CloudException;

/** How a service writes an error on the wire; each has its own. Thread-safe. */
@FunctionalInterface
public interface ErrorForm {
  /**
   * The answer for an error.
   *
   * @param requestId for the forms that repeat it in the body
   */
  Response render(CloudException error, String requestId);
}
