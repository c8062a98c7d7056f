package cairn.identity.token;

import cairn.common.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Tokens as JSON Web Signatures (RFC 7515, ES256) with Keystone's claims (keystone, {@code
 * keystone/token/providers/jws/core.py}). Everybody can read such a token, only servers can make
 * one, and a server that only validates needs no secret. Thread-safe.
 */
final class SignedTokens {
  /** Signatures as two numbers beside each other, as RFC 7518 wants them. */
  private static final String ALGORITHM = "SHA256withECDSAinP1363Format";

  private static final String HEADER = "{\"alg\":\"ES256\",\"typ\":\"JWT\"}";
  private static final int LENGTH_MAX = 4096;

  private final SigningKeys keys;

  SignedTokens(SigningKeys keys) {
    this.keys = keys;
  }

  /** Whether the text has the form; of a Fernet token it has not. */
  static boolean looksLike(String text) {
    return text.startsWith("eyJ") && text.indexOf('.') > 0;
  }

  String write(Token token) {
    var signed = encode(HEADER) + "." + encode(claims(token));
    try {
      var signature = Signature.getInstance(ALGORITHM);
      signature.initSign(keys.privateKey());
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed
          + "."
          + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the token key cannot sign", e);
    }
  }

  /** The token in the text; empty when it is forged or broken. */
  Optional<Token> read(String text) {
    var parts = text.split("\\.", -1);
    if (text.length() > LENGTH_MAX || parts.length != 3) {
      return Optional.empty();
    }
    try {
      var header = Json.parse(decode(parts[0]));
      var signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
      var signature = Base64.getUrlDecoder().decode(parts[2]);
      return header.path("alg").asString("").equals("ES256") && verified(signed, signature)
          ? Optional.of(token(Json.parse(decode(parts[1]))))
          : Optional.empty();
    } catch (IllegalArgumentException | JacksonException e) {
      return Optional.empty(); // neither base64 nor JSON with the claims
    }
  }

  private boolean verified(byte[] signed, byte[] signature) {
    for (var key : keys.publicKeys()) {
      if (verified(key, signed, signature)) {
        return true;
      }
    }
    return false;
  }

  private static boolean verified(PublicKey key, byte[] signed, byte[] signature) {
    try {
      var check = Signature.getInstance(ALGORITHM);
      check.initVerify(key);
      check.update(signed);
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      return false; // the signature has not even the right length
    }
  }

  private static String claims(Token token) {
    var claims = Json.object();
    claims.put("sub", token.userId());
    claims.put("iat", token.issuedAt().getEpochSecond());
    claims.put("exp", token.expiresAt().getEpochSecond());
    var methods = claims.putArray("openstack_methods");
    token.methods().forEach(method -> methods.add(method.wireName()));
    var auditIds = claims.putArray("openstack_audit_ids");
    token.auditIds().forEach(auditIds::add);
    switch (token.scope()) {
      case TokenScope.Unscoped _ -> {}
      case TokenScope.AllSystem _ -> claims.put("openstack_system", "all");
      case TokenScope.Domain(var id) -> claims.put("openstack_domain_id", id);
      case TokenScope.Project(var id) -> claims.put("openstack_project_id", id);
    }
    token
        .delegation()
        .ifPresent(by -> {
          switch (by) {
            case Delegation.Trust(var id) -> claims.put("openstack_trust_id", id);
            case Delegation.AccessToken(var id) -> claims.put("openstack_access_token_id", id);
            case Delegation.ApplicationCredential(var id) ->
                claims.put("openstack_app_cred_id", id);
          }
        });
    return Json.write(claims);
  }

  private static Token token(JsonNode claims) {
    List<String> auditIds = new ArrayList<>();
    claims.path("openstack_audit_ids").forEach(id -> auditIds.add(id.stringValue()));
    if (auditIds.isEmpty()) {
      throw new IllegalArgumentException("no audit id");
    }
    return new Token(
        text(claims, "sub").orElseThrow(() -> new IllegalArgumentException("no user")),
        methods(claims.path("openstack_methods")),
        scope(claims),
        AuditId.issuedAt(auditIds.getFirst(), Instant.ofEpochSecond(claims.path("iat").asLong(0))),
        Instant.ofEpochSecond(claims.path("exp").asLong(0)),
        auditIds,
        delegation(claims));
  }

  private static Set<AuthMethod> methods(JsonNode names) {
    var methods = EnumSet.noneOf(AuthMethod.class);
    for (var name : names) {
      methods.add(
          AuthMethod.named(name.asString(""))
              .orElseThrow(() -> new IllegalArgumentException("unknown method " + name)));
    }
    return methods;
  }

  private static TokenScope scope(JsonNode claims) {
    if (claims.has("openstack_system")) {
      return new TokenScope.AllSystem();
    }
    return text(claims, "openstack_project_id")
        .<TokenScope>map(TokenScope.Project::new)
        .or(() -> text(claims, "openstack_domain_id").map(TokenScope.Domain::new))
        .orElse(new TokenScope.Unscoped());
  }

  private static Optional<Delegation> delegation(JsonNode claims) {
    return text(claims, "openstack_trust_id")
        .<Delegation>map(Delegation.Trust::new)
        .or(() -> text(claims, "openstack_access_token_id").map(Delegation.AccessToken::new))
        .or(() -> text(claims, "openstack_app_cred_id").map(Delegation.ApplicationCredential::new));
  }

  private static Optional<String> text(JsonNode claims, String name) {
    var value = claims.path(name);
    return value.isString() ? Optional.of(value.stringValue()) : Optional.empty();
  }

  private static String encode(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }
}
