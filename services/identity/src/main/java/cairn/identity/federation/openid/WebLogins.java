package cairn.identity.federation.openid;

import cairn.common.CloudException;
import cairn.common.Entropy;
import cairn.common.Json;
import cairn.common.Time;
import cairn.identity.federation.login.FederatedLogins;
import cairn.identity.federation.provider.IdentityProvider;
import cairn.identity.token.Fernet;
import cairn.identity.token.Tokens;
import cairn.identity.wire.Refusals;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The authorization code flow (RFC 6749, OpenID Connect Core 1.0) with PKCE for a browser that a
 * dashboard sends. Keeps nothing: what has to be known at the end is in the sealed state. Safe for
 * many threads.
 */
final class WebLogins {
  /** How long somebody may take to log in at the issuer. */
  private static final Duration TIME_MAX = Duration.ofMinutes(10);

  /** Longer texts are not looked at. */
  private static final int STATE_MAX = 8 * 1024;

  /** Where the browser goes first, and what it is to keep meanwhile. */
  record Begun(String location, String browser) {}

  /** Who gets which token. */
  record Ended(String origin, Tokens.Issued issued) {}

  private final FederatedLogins logins;
  private final IssuerClient client;
  private final Issuers issuers;
  private final SignedTokens signed;
  private final Fernet sealer;
  private final List<String> dashboards;
  private final Entropy entropy;
  private final Time time;

  WebLogins(
      FederatedLogins logins,
      IssuerClient client,
      Issuers issuers,
      SignedTokens signed,
      Fernet sealer,
      List<String> dashboards,
      Entropy entropy,
      Time time) {
    this.logins = logins;
    this.client = client;
    this.issuers = issuers;
    this.signed = signed;
    this.sealer = sealer;
    this.dashboards = List.copyOf(dashboards);
    this.entropy = entropy;
    this.time = time;
  }

  /** Throws UNAUTHENTICATED when the origin is not one of the dashboards that are trusted. */
  Begun begin(IdentityProvider provider, String protocolId, String origin, String callback) {
    if (!dashboards.contains(origin)) {
      throw new CloudException(
          CloudException.Kind.UNAUTHENTICATED,
          "%s is not a trusted dashboard host".formatted(origin));
    }
    var settings = OpenIdSettings.of(provider);
    var login = new WebLogin(provider.id(), protocolId, origin, random(), random(), random());
    var query = new HashMap<String, String>();
    query.put("response_type", "code");
    query.put("client_id", clientId(settings));
    query.put("redirect_uri", callback);
    query.put("scope", settings.scopes());
    query.put("state", sealer.seal(Json.write(login).getBytes(StandardCharsets.UTF_8)));
    query.put("nonce", login.nonce());
    query.put("code_challenge", challenge(login.verifier()));
    query.put("code_challenge_method", "S256");
    var endpoint = issuers.endpoint(settings, "authorization_endpoint");
    var location = endpoint + (endpoint.contains("?") ? "&" : "?") + IssuerClient.encoded(query);
    return new Begun(location, login.browser());
  }

  /** Throws UNAUTHENTICATED when anything on the way was not as it had begun. */
  Ended end(String state, String code, Optional<String> browser, String callback) {
    var login =
        Optional.of(state)
            .filter(text -> text.length() <= STATE_MAX)
            .flatMap(text -> sealer.open(text, time.now().minus(TIME_MAX)))
            .map(note -> Json.read(new String(note, StandardCharsets.UTF_8), WebLogin.class))
            .orElseThrow(() -> Refusals.unauthenticated("the state is not ours, or too old"));
    if (browser.filter(login.browser()::equals).isEmpty()) {
      throw Refusals.unauthenticated("the login was begun in another browser");
    }
    var provider = logins.provider(login.providerId(), login.protocolId());
    var settings = OpenIdSettings.of(provider);
    var form = new HashMap<String, String>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", callback);
    form.put("code_verifier", login.verifier());
    if (settings.clientSecret().isEmpty()) {
      form.put("client_id", clientId(settings));
    }
    var answer = client.post(issuers.endpoint(settings, "token_endpoint"), settings, form);
    var text = answer.body().path("id_token").asString("");
    if (answer.status() != 200) {
      throw Refusals.unauthenticated(
          "the issuer refused the code: " + answer.body().path("error").asString(""));
    }
    var claims = verified(settings, text, login.nonce());
    if (settings.userinfo()) {
      BearerTokens.addUserinfo(
          client, issuers, settings, answer.body().path("access_token").asString(""), claims);
    }
    return new Ended(
        login.origin(), logins.login(provider.id(), login.protocolId(), Assertions.of(claims)));
  }

  private Map<String, Object> verified(OpenIdSettings settings, String text, String nonce) {
    var token =
        SignedTokens.parse(text)
            .orElseThrow(() -> SignedTokens.refused("the issuer gave no ID token"));
    var claims = signed.verify(settings, token);
    if (!claims.getAudience().contains(clientId(settings))) {
      throw SignedTokens.refused("it is for %s".formatted(claims.getAudience()));
    }
    if (!nonce.equals(claims.getClaim("nonce"))) {
      throw SignedTokens.refused("it answers another question");
    }
    return new HashMap<>(claims.getClaims());
  }

  private static String clientId(OpenIdSettings settings) {
    return settings
        .clientId()
        .orElseThrow(() -> Refusals.unauthenticated("the provider's settings have no client_id"));
  }

  private String random() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(entropy.bytes(32));
  }

  private static String challenge(String verifier) {
    try {
      var hash = MessageDigest.getInstance("SHA-256");
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(hash.digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
