package cairn.identity.token;

/**
 * What stands between a token and its user's own login: the token is good for no more than what the
 * user gave away.
 */
public sealed interface Delegation {
  /** Its id; an application credential, a trust and an access token have their own ids each. */
  String id();

  /** An application credential of the user. */
  record ApplicationCredential(String id) implements Delegation {}

  /** A trust: the token's user is the trustee. */
  record Trust(String id) implements Delegation {}

  /** An access token of OAuth 1.0a. */
  record AccessToken(String id) implements Delegation {}
}
