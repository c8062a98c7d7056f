package cairn.identity;

import java.nio.file.Path;

/**
 * Where keys lie. Each kind has a folder of its own, beside that of the token keys.
 *
 * @param tokens the folder of the keys that seal tokens
 * @param keysMax how many keys of a kind a rotation leaves
 */
public record KeySettings(Path tokens, int keysMax) {
  /** Three keys of each kind. */
  public static KeySettings of(Path tokens) {
    return new KeySettings(tokens, 3);
  }

  /** The folder of the keys that sign tokens. */
  Path signing() {
    return tokens.resolveSibling("jws-keys");
  }

  /** The folder of the keys that seal what users store. */
  Path credentials() {
    return tokens.resolveSibling("credential-keys");
  }

  /** The folder of the keys that seal receipts. */
  Path receipts() {
    return tokens.resolveSibling("receipt-keys");
  }
}
