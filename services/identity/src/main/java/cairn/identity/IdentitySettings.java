package cairn.identity;

import java.nio.file.Path;

/**
 * What can be set.
 *
 * @param region the region that the first start makes
 * @param keys where keys lie, and how many
 * @param tokens what new tokens are
 * @param accounts what is demanded of passwords and accounts
 * @param resources about projects and limits
 * @param federation about users from elsewhere
 */
public record IdentitySettings(
    String region,
    KeySettings keys,
    TokenSettings tokens,
    AccountSettings accounts,
    ResourceSettings resources,
    FederationSettings federation) {

  /** The defaults, with {@code RegionOne}. */
  public static IdentitySettings of(Path tokenKeys) {
    return of(tokenKeys, "RegionOne");
  }

  /** The defaults. */
  public static IdentitySettings of(Path tokenKeys, String region) {
    return new IdentitySettings(
        region,
        KeySettings.of(tokenKeys),
        TokenSettings.DEFAULTS,
        AccountSettings.DEFAULTS,
        ResourceSettings.DEFAULTS,
        FederationSettings.DEFAULTS);
  }

  /** The same with those tokens. */
  public IdentitySettings with(TokenSettings others) {
    return new IdentitySettings(region, keys, others, accounts, resources, federation);
  }

  /** The same with that about accounts. */
  public IdentitySettings with(AccountSettings others) {
    return new IdentitySettings(region, keys, tokens, others, resources, federation);
  }

  /** The same with that about projects and limits. */
  public IdentitySettings with(ResourceSettings others) {
    return new IdentitySettings(region, keys, tokens, accounts, others, federation);
  }

  /** The same with that about users from elsewhere. */
  public IdentitySettings with(FederationSettings others) {
    return new IdentitySettings(region, keys, tokens, accounts, resources, others);
  }
}
