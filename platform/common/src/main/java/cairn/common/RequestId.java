package cairn.common;

import java.util.regex.Pattern;
import org.slf4j.MDC;

/**
 * The id that one request carries from the client's header through rows, jobs, agent and log lines
 * ({@code req-} and a UUID). It belongs to the current thread; {@link #run} sets it for a piece of
 * work.
 */
public final class RequestId {
  /** The name of the field in log lines. */
  public static final String MDC_KEY = "request_id";

  private static final Pattern FORM =
      Pattern.compile("req-[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /** Beside the logging context, which forgets all where no logging back end is installed. */
  private static final ThreadLocal<String> CURRENT = ThreadLocal.withInitial(() -> "");

  private RequestId() {}

  /** A new one. */
  public static String create(Entropy entropy) {
    return "req-" + entropy.uuid();
  }

  /** Whether a client's text has the form of a request id; others are not taken over. */
  public static boolean valid(String text) {
    return FORM.matcher(text).matches();
  }

  /** The id of the work that this thread does now, empty outside of any. */
  public static String current() {
    return CURRENT.get();
  }

  /** Does the work under that id. */
  public static void run(String id, Runnable work) {
    var before = current();
    CURRENT.set(id);
    MDC.put(MDC_KEY, id);
    try {
      work.run();
    } finally {
      CURRENT.set(before);
      if (before.isEmpty()) {
        MDC.remove(MDC_KEY);
      } else {
        MDC.put(MDC_KEY, before);
      }
    }
  }
}
