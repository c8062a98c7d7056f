package cairn.identity.token;

import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Keystone's layout of what a Fernet token seals (keystone, {@code
 * keystone/token/token_formatters.py}): a MessagePack array that begins with the version of the
 * layout. The second of issue is not in it, it is Fernet's own.
 */
final class TokenPayload {
  private static final int UNSCOPED = 0;
  private static final int DOMAIN = 1;
  private static final int PROJECT = 2;
  private static final int TRUST = 3;
  private static final int ACCESS_TOKEN = 7;
  private static final int SYSTEM = 8;
  private static final int APPLICATION_CREDENTIAL = 9;

  private TokenPayload() {}

  static byte[] write(Token token) {
    List<Object> user = id(token.userId());
    var methods = AuthMethod.bits(token.methods());
    var expires = seconds(token.expiresAt());
    var audit = token.auditIds().stream().map(Base64.getUrlDecoder()::decode).toList();
    if (token.delegation().isPresent()) {
      return MessagePack.pack(delegated(token, user, methods, expires, audit));
    }
    var layout =
        switch (token.scope()) {
          case TokenScope.Unscoped _ -> List.of(UNSCOPED, user, methods, expires, audit);
          case TokenScope.Domain(var id) ->
              List.of(DOMAIN, user, methods, plain(id), expires, audit);
          case TokenScope.AllSystem _ -> List.of(SYSTEM, user, methods, "all", expires, audit);
          case TokenScope.Project(var id) ->
              List.of(PROJECT, user, methods, id(id), expires, audit);
        };
    return MessagePack.pack(layout);
  }

  /** OAuth's layout has the ids in another order. */
  private static List<Object> delegated(
      Token token, List<Object> user, int methods, double expires, List<byte[]> audit) {
    List<Object> project = token.scope() instanceof TokenScope.Project(var id) ? id(id) : id("");
    return switch (token.delegation().orElseThrow()) {
      case Delegation.ApplicationCredential(var id) ->
          List.of(APPLICATION_CREDENTIAL, user, methods, project, expires, audit, id(id));
      case Delegation.Trust(var id) ->
          List.of(TRUST, user, methods, project, expires, audit, plain(id));
      case Delegation.AccessToken(var id) ->
          List.of(ACCESS_TOKEN, user, methods, project, id(id), expires, audit);
    };
  }

  /** Throws {@link RuntimeException} when the bytes have none of the layouts. */
  static Token read(byte[] message, Instant second) {
    var items = (List<?>) MessagePack.unpack(message);
    var version = Math.toIntExact((long) items.get(0));
    var scope =
        switch (version) {
          case UNSCOPED -> new TokenScope.Unscoped();
          case DOMAIN -> new TokenScope.Domain(readPlain(items.get(3)));
          case PROJECT, APPLICATION_CREDENTIAL, TRUST, ACCESS_TOKEN -> project(items.get(3));
          case SYSTEM -> new TokenScope.AllSystem();
          default -> throw new IllegalArgumentException("unknown layout " + version);
        };
    var next =
        switch (version) {
          case UNSCOPED -> 3;
          case ACCESS_TOKEN -> 5;
          default -> 4;
        };
    var auditIds = ((List<?>) items.get(next + 1)).stream().map(TokenPayload::auditId).toList();
    if (auditIds.isEmpty()) {
      throw new IllegalArgumentException("no audit id");
    }
    return new Token(
        readId(items.get(1)),
        AuthMethod.ofBits((long) items.get(2)),
        scope,
        AuditId.issuedAt(auditIds.getFirst(), second),
        instant(items.get(next)),
        auditIds,
        delegation(version, items));
  }

  private static Optional<Delegation> delegation(int version, List<?> items) {
    return switch (version) {
      case APPLICATION_CREDENTIAL ->
          Optional.of(new Delegation.ApplicationCredential(readId(items.get(6))));
      case TRUST -> Optional.of(new Delegation.Trust(readPlain(items.get(6))));
      case ACCESS_TOKEN -> Optional.of(new Delegation.AccessToken(readId(items.get(4))));
      default -> Optional.empty();
    };
  }

  /** A trust may be for no project. */
  private static TokenScope project(Object value) {
    var id = readId(value);
    return id.isEmpty() ? new TokenScope.Unscoped() : new TokenScope.Project(id);
  }

  private static String auditId(Object bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString((byte[]) bytes);
  }

  /** An id of 32 hexadecimal digits takes 16 bytes; the flag tells it from other ids. */
  private static List<Object> id(String id) {
    return id.matches("[0-9a-f]{32}")
        ? List.of(true, HexFormat.of().parseHex(id))
        : List.of(false, id);
  }

  private static String readId(Object value) {
    var pair = (List<?>) value;
    return (boolean) pair.get(0) ? hex(pair.get(1)) : text(pair.get(1));
  }

  /**
   * The ids of domains and trusts have no flag: the default domain's is the only one that is not
   * hexadecimal.
   */
  private static Object plain(String id) {
    return id.matches("[0-9a-f]{32}") ? HexFormat.of().parseHex(id) : id;
  }

  private static String readPlain(Object value) {
    return value instanceof byte[] bytes && bytes.length == 16 ? hex(bytes) : text(value);
  }

  private static String hex(Object bytes) {
    return HexFormat.of().formatHex((byte[]) bytes);
  }

  private static String text(Object value) {
    return value instanceof byte[] bytes
        ? new String(bytes, java.nio.charset.StandardCharsets.UTF_8)
        : (String) value;
  }

  private static double seconds(Instant time) {
    return time.getEpochSecond() + time.getNano() / 1e9;
  }

  private static Instant instant(Object seconds) {
    var micros = Math.round((double) seconds * 1e6);
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
  }
}
