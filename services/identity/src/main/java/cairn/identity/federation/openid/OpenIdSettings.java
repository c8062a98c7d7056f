package cairn.identity.federation.openid;

import cairn.identity.federation.provider.IdentityProvider;
import cairn.identity.wire.Body;
import cairn.identity.wire.Refusals;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * How an identity provider's tokens are checked.
 *
 * @param issuer the URL that its tokens name, and below which its discovery document is
 * @param clientId under which this cloud is known there
 * @param audiences whom a token has to be for; the client's id where nothing is said
 * @param scopes what a browser's login asks for
 * @param introspection whether tokens that are no JWT are shown to the issuer
 * @param userinfo whether the issuer is asked for more claims with the client's token
 * @param discoveryUrl where the discovery document is
 */
record OpenIdSettings(
    String issuer,
    Optional<String> clientId,
    Optional<String> clientSecret,
    List<String> audiences,
    String scopes,
    boolean introspection,
    boolean userinfo,
    String discoveryUrl) {

  /** Throws UNAUTHENTICATED when the provider has no such settings. */
  static OpenIdSettings of(IdentityProvider provider) {
    var settings = provider.openid();
    if (settings.isEmpty()) {
      throw Refusals.unauthenticated(
          "identity provider %s has no OpenID settings".formatted(provider.id()));
    }
    var issuer = settings.path("issuer").stringValue();
    var clientId = Body.text(settings, "client_id");
    var audiences = settings.path("audiences").valueStream().map(JsonNode::stringValue).toList();
    return new OpenIdSettings(
        issuer,
        clientId,
        Body.text(settings, "client_secret"),
        audiences.isEmpty() ? clientId.stream().toList() : audiences,
        Body.text(settings, "scopes", "openid email profile"),
        settings.path("introspection").booleanValue(false),
        settings.path("userinfo").booleanValue(false),
        Body.text(
            settings,
            "discovery_url",
            issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration"));
  }
}
