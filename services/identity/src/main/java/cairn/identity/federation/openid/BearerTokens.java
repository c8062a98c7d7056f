package cairn.identity.federation.openid;

import cairn.identity.federation.provider.IdentityProvider;
import com.nimbusds.jwt.SignedJWT;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Says what a token that a client brought from its issuer stands for: signed ones are checked here,
 * others are shown to the issuer (RFC 7662) where the provider's settings say so. Safe for many
 * threads.
 */
final class BearerTokens {
  private static final int LENGTH_MAX = 32 * 1024;

  private final IssuerClient client;
  private final Issuers issuers;
  private final SignedTokens signed;

  BearerTokens(IssuerClient client, Issuers issuers, SignedTokens signed) {
    this.client = client;
    this.issuers = issuers;
    this.signed = signed;
  }

  /**
   * The claims as an assertion.
   *
   * @throws cairn.common.CloudException UNAUTHENTICATED when the token is not to be believed
   */
  Map<String, List<String>> assertion(IdentityProvider provider, String text) {
    if (text.isEmpty() || text.length() > LENGTH_MAX) {
      throw SignedTokens.refused("it has %d letters".formatted(text.length()));
    }
    var settings = OpenIdSettings.of(provider);
    var claims =
        new HashMap<>(
            SignedTokens.parse(text)
                .map(token -> verified(settings, token))
                .orElseGet(() -> introspected(settings, text)));
    if (settings.userinfo()) {
      addUserinfo(client, issuers, settings, text, claims);
    }
    return Assertions.of(claims);
  }

  private Map<String, Object> verified(OpenIdSettings settings, SignedJWT token) {
    return signed.verify(settings, token).getClaims();
  }

  private Map<String, Object> introspected(OpenIdSettings settings, String text) {
    if (!settings.introspection()) {
      throw SignedTokens.refused("it is no signed one");
    }
    var answer =
        client.post(
            issuers.endpoint(settings, "introspection_endpoint"),
            settings,
            Map.of("token", text, "token_type_hint", "access_token"));
    var body = answer.body();
    if (answer.status() != 200 || !body.path("active").booleanValue(false)) {
      throw SignedTokens.refused("the issuer says that it is not active");
    }
    var issuer = body.path("iss").asString(settings.issuer());
    if (!issuer.equals(settings.issuer())) {
      throw SignedTokens.refused("its issuer is " + issuer);
    }
    var audience = body.path("aud");
    SignedTokens.checkAudience(
        settings,
        audience.isArray()
            ? audience.valueStream().map(JsonNode::asString).toList()
            : Optional.of(audience.asString("")).filter(one -> !one.isEmpty()).stream().toList(),
        Optional.of(body.path("client_id").asString("")));
    var claims = claims(body);
    claims.put("iss", issuer);
    return claims;
  }

  /** Adds what the issuer says of the token's user beside what is known. */
  static void addUserinfo(
      IssuerClient client,
      Issuers issuers,
      OpenIdSettings settings,
      String text,
      Map<String, Object> claims) {
    var answer = client.getWithToken(issuers.endpoint(settings, "userinfo_endpoint"), text);
    if (answer.status() != 200
        || !answer.body().path("sub").asString("").equals(String.valueOf(claims.get("sub")))) {
      throw SignedTokens.refused("the issuer tells nothing of its user");
    }
    claims(answer.body()).forEach(claims::putIfAbsent);
  }

  private static Map<String, Object> claims(JsonNode body) {
    var claims = new HashMap<String, Object>();
    for (var entry : body.properties()) {
      var value = entry.getValue();
      if (value.isArray()) {
        claims.put(
            entry.getKey(),
            value
                .valueStream()
                .map(each -> each.isValueNode() ? each.asString() : each.toString())
                .toList());
      } else if (!value.isNull()) {
        claims.put(entry.getKey(), value.isValueNode() ? value.asString() : value.toString());
      }
    }
    return claims;
  }
}
