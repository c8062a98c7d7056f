package cairn.identity;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What can be set.
 *
 * @param keyRepository the folder of the token keys
 * @param keysMax how many keys a rotation leaves
 * @param tokenLifetime how long a token holds
 * @param region the region that the first start makes
 */
public record IdentitySettings(
    Path keyRepository, int keysMax, Duration tokenLifetime, String region) {

  /** The defaults: one hour, three keys, {@code RegionOne}. */
  public static IdentitySettings of(Path keyRepository) {
    return new IdentitySettings(keyRepository, 3, Duration.ofHours(1), "RegionOne");
  }

  /** The same with that region. */
  public IdentitySettings inRegion(String name) {
    return new IdentitySettings(keyRepository, keysMax, tokenLifetime, name);
  }
}
