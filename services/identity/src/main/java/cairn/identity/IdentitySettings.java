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
 * @param resources what can be set about projects and limits
 */
public record IdentitySettings(
    Path keyRepository,
    int keysMax,
    Duration tokenLifetime,
    String region,
    ResourceSettings resources) {

  /** The defaults: one hour, three keys, {@code RegionOne}. */
  public static IdentitySettings of(Path keyRepository) {
    return new IdentitySettings(
        keyRepository, 3, Duration.ofHours(1), "RegionOne", ResourceSettings.DEFAULTS);
  }

  /** The same with that region. */
  public IdentitySettings inRegion(String name) {
    return new IdentitySettings(keyRepository, keysMax, tokenLifetime, name, resources);
  }

  /** The same with those settings of projects and limits. */
  public IdentitySettings with(ResourceSettings others) {
    return new IdentitySettings(keyRepository, keysMax, tokenLifetime, region, others);
  }

  /** The folder of the keys that seal what users store. */
  Path credentialKeys() {
    return keyRepository.resolveSibling("credential-keys");
  }

  /** The folder of the keys that seal receipts. */
  Path receiptKeys() {
    return keyRepository.resolveSibling("receipt-keys");
  }
}
