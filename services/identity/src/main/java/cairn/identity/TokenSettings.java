package cairn.identity;

import java.time.Duration;

/**
 * What new tokens are.
 *
 * @param kind how they are made
 * @param lifetime how long they hold
 */
public record TokenSettings(Kind kind, Duration lifetime) {
  /** Sealed ones that hold for an hour. */
  public static final TokenSettings DEFAULTS = new TokenSettings(Kind.FERNET, Duration.ofHours(1));

  /** The two kinds of tokens that Keystone has. */
  public enum Kind {
    /** Sealed: only servers can read them. */
    FERNET,
    /** Signed: everybody can read them; much longer. */
    JWS
  }
}
