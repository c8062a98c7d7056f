package cairn.identity;

import cairn.identity.compliance.SecurityCompliance;
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
 * @param tokenKind what new tokens are
 * @param compliance what can be set about passwords and accounts
 * @param federation what can be set about users from elsewhere
 * @param loginMemory for how long a right secret is known again without hashing it; zero: never
 */
public record IdentitySettings(
    Path keyRepository,
    int keysMax,
    Duration tokenLifetime,
    String region,
    ResourceSettings resources,
    TokenKind tokenKind,
    SecurityCompliance compliance,
    FederationSettings federation,
    Duration loginMemory) {

  /** The two kinds of tokens that Keystone has. */
  public enum TokenKind {
    /** Sealed: only servers can read them. */
    FERNET,
    /** Signed: everybody can read them; much longer. */
    JWS
  }

  /** The defaults: one hour, three keys, {@code RegionOne}. */
  public static IdentitySettings of(Path keyRepository) {
    return new IdentitySettings(
        keyRepository,
        3,
        Duration.ofHours(1),
        "RegionOne",
        ResourceSettings.DEFAULTS,
        TokenKind.FERNET,
        SecurityCompliance.DEFAULTS,
        FederationSettings.DEFAULTS,
        Duration.ofMinutes(1));
  }

  /** The same with that region. */
  public IdentitySettings inRegion(String name) {
    return new IdentitySettings(
        keyRepository,
        keysMax,
        tokenLifetime,
        name,
        resources,
        tokenKind,
        compliance,
        federation,
        loginMemory);
  }

  /** The same with those settings of projects and limits. */
  public IdentitySettings with(ResourceSettings others) {
    return new IdentitySettings(
        keyRepository,
        keysMax,
        tokenLifetime,
        region,
        others,
        tokenKind,
        compliance,
        federation,
        loginMemory);
  }

  /** The same with those settings of passwords and accounts. */
  public IdentitySettings with(SecurityCompliance rules) {
    return new IdentitySettings(
        keyRepository,
        keysMax,
        tokenLifetime,
        region,
        resources,
        tokenKind,
        rules,
        federation,
        loginMemory);
  }

  /** The same with those settings of users from elsewhere. */
  public IdentitySettings with(FederationSettings others) {
    return new IdentitySettings(
        keyRepository,
        keysMax,
        tokenLifetime,
        region,
        resources,
        tokenKind,
        compliance,
        others,
        loginMemory);
  }

  /** The same with tokens that hold that long. */
  public IdentitySettings lasting(Duration lifetime) {
    return new IdentitySettings(
        keyRepository,
        keysMax,
        lifetime,
        region,
        resources,
        tokenKind,
        compliance,
        federation,
        loginMemory);
  }

  /** The same with new tokens of that kind. */
  public IdentitySettings issuing(TokenKind kind) {
    return new IdentitySettings(
        keyRepository,
        keysMax,
        tokenLifetime,
        region,
        resources,
        kind,
        compliance,
        federation,
        loginMemory);
  }

  /** The same with right secrets known again for that long. */
  public IdentitySettings remembering(Duration time) {
    return new IdentitySettings(
        keyRepository,
        keysMax,
        tokenLifetime,
        region,
        resources,
        tokenKind,
        compliance,
        federation,
        time);
  }

  /** The folder of the keys that sign tokens. */
  Path signingKeys() {
    return keyRepository.resolveSibling("jws-keys");
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
