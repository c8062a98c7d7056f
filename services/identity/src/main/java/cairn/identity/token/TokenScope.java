package cairn.identity.token;

/** What a token is good for, by ids. */
public sealed interface TokenScope {
  /** Only for saying who the user is. */
  record Unscoped() implements TokenScope {}

  /** For a project. */
  record Project(String id) implements TokenScope {}

  /** For a domain. */
  record Domain(String id) implements TokenScope {}

  /** For the whole installation. */
  record AllSystem() implements TokenScope {}
}
