package cairn.http;

import cairn.policy.Caller;
import java.util.Optional;

/** Tells who a token speaks for. Thread-safe; does no I/O. */
@FunctionalInterface
public interface Authenticator {
  /** The caller; empty when the token is forged, expired or revoked. */
  Optional<Caller> authenticate(String token);
}
