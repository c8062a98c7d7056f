package cairn.identity;

import cairn.identity.compliance.SecurityCompliance;
import java.time.Duration;

/**
 * What can be set about passwords and accounts.
 *
 * @param compliance what is demanded of them
 * @param loginMemory for how long a right secret is known again without hashing it; zero: never
 */
public record AccountSettings(SecurityCompliance compliance, Duration loginMemory) {
  /** Nothing is demanded; a right secret is known for a minute. */
  public static final AccountSettings DEFAULTS =
      new AccountSettings(SecurityCompliance.DEFAULTS, Duration.ofMinutes(1));
}
