package cairn.identity.directory;

/** What can change in the directory. */
public enum Topic {
  /** A user's row, grants, groups or application credentials. */
  USER,
  /** A group's grants. */
  GROUP,
  /** A project's or domain's row. */
  PROJECT,
  /** Any role or implication. */
  ROLE,
  /** Any region, service or endpoint. */
  CATALOG,
  /** A trust. */
  TRUST,
  /** An access token of OAuth 1.0a. */
  ACCESS_TOKEN,
  /** Any service provider; the key is its id. */
  PEER,
  /** Any limit; the key is empty. */
  LIMIT,
  /** A token was revoked: the key is its audit id. */
  REVOCATION;

  /** The topic of all of them in the change feed. */
  public static final String FEED = "identity";

  /** The key in the change feed. */
  String feedKey(String key) {
    return name() + ":" + key;
  }
}
