package cairn.identity.token;

import cairn.common.Entropy;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** Makes tokens into text and text into tokens, without I/O. Thread-safe. */
public final class TokenFormat {
  /** Longer texts are not looked at. */
  private static final int LENGTH_MAX = 1024;

  private final KeyRepository keys;
  private final Entropy entropy;
  private final Optional<SignedTokens> signed;
  private final OpenedTokens opened = new OpenedTokens();

  /** Fernet tokens. */
  public TokenFormat(KeyRepository keys, Entropy entropy) {
    this(keys, entropy, Optional.empty());
  }

  /**
   * Signed tokens where there are keys for that; Fernet tokens are then still read.
   *
   * @param signing the keys for signed tokens
   */
  public TokenFormat(KeyRepository keys, Entropy entropy, Optional<SigningKeys> signing) {
    this.keys = keys;
    this.entropy = entropy;
    this.signed = signing.map(SignedTokens::new);
  }

  /** The token's text, fit for a header. */
  public String write(Token token) {
    if (signed.isPresent()) {
      return signed.get().write(token);
    }
    var sealed =
        keys.keys().getFirst().seal(token.issuedAt(), entropy.bytes(16), TokenPayload.write(token));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
  }

  /** The token in the text; empty when it is forged or broken. */
  @SuppressWarnings("ReferenceEquality") // the repository replaces its list as a whole
  public Optional<Token> read(String text) {
    if (signed.isPresent() && SignedTokens.looksLike(text)) {
      return signed.get().read(text);
    }
    if (text.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    var current = keys.keys();
    var known = opened.get(text, current);
    if (known.isPresent()) {
      return known;
    }
    var token = open(text);
    if (current == keys.keys()) {
      token.ifPresent(found -> opened.put(text, current, found));
    }
    return token;
  }

  private Optional<Token> open(String text) {
    try {
      var bytes = Base64.getUrlDecoder().decode(text);
      return keys.opened(bytes).map(opened -> TokenPayload.read(opened.message(), opened.time()));
    } catch (IllegalArgumentException | ClassCastException | IndexOutOfBoundsException e) {
      return Optional.empty(); // neither base64 nor one of the layouts
    }
  }

  /** A new audit id for a token that is issued then. */
  String auditId(Instant issuedAt) {
    return AuditId.create(issuedAt, entropy);
  }
}
