package cairn.http;

import cairn.policy.Caller;
import java.util.Optional;

/** Tells who a token speaks for. Thread-safe; does no I/O. */
@FunctionalInterface
public interface Authenticator {
  /**
   * What a token is to be used for.
   *
   * @param service the service's name in the route table
   * @param prefix what all paths of the service begin with
   * @param method in capitals
   * @param path the decoded path from the root
   */
  record Use(String service, String prefix, String method, String path) {}

  /** The caller; empty when the token is forged, expired or revoked. */
  Optional<Caller> authenticate(String token);

  /** The same; empty as well when the token is not good for that use. */
  default Optional<Caller> authenticate(String token, Use use) {
    return authenticate(token);
  }
}
