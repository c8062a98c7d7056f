package cairn.identity.federation.openid;

import cairn.common.CloudException;
import cairn.common.Time;
import cairn.identity.wire.Refusals;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Checks tokens that an issuer signed (RFC 7519, RFC 9068, OpenID Connect Core 1.0): signature by
 * one of its published keys, issuer, audience, times. Only algorithms with a public key are taken.
 * Safe for many threads.
 */
final class SignedTokens {
  private static final Duration SKEW = Duration.ofSeconds(60);

  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

  private final Issuers issuers;
  private final Time time;

  SignedTokens(Issuers issuers, Time time) {
    this.issuers = issuers;
    this.time = time;
  }

  /** The token, if it has the form of a signed one. */
  static Optional<SignedJWT> parse(String text) {
    try {
      return Optional.of(SignedJWT.parse(text));
    } catch (ParseException e) {
      return Optional.empty();
    }
  }

  /**
   * What the token says.
   *
   * @throws CloudException UNAUTHENTICATED when it is not to be believed
   */
  JWTClaimsSet verify(OpenIdSettings settings, SignedJWT token) {
    var algorithm = token.getHeader().getAlgorithm();
    var type = token.getHeader().getType();
    if (!ALGORITHMS.contains(algorithm)
        || (type != null && !TYPES.contains(type.getType().toLowerCase(Locale.ROOT)))
        || token.getHeader().getCriticalParams() != null) {
      throw refused("its header says %s".formatted(token.getHeader()));
    }
    var matcher = Objects.requireNonNull(JWKMatcher.forJWSHeader(token.getHeader()));
    if (issuers.keys(settings, matcher).stream().noneMatch(key -> signed(token, key))) {
      throw refused("none of the issuer's keys made the signature");
    }
    try {
      var claims = token.getJWTClaimsSet();
      check(settings, claims);
      return claims;
    } catch (ParseException e) {
      throw refused("it holds no claims");
    }
  }

  private static boolean signed(SignedJWT token, JWK key) {
    try {
      var verifier =
          new DefaultJWSVerifierFactory()
              .createJWSVerifier(token.getHeader(), ((AsymmetricJWK) key).toPublicKey());
      return token.verify(verifier);
    } catch (JOSEException | ClassCastException e) {
      return false;
    }
  }

  private void check(OpenIdSettings settings, JWTClaimsSet claims) {
    if (!settings.issuer().equals(claims.getIssuer())) {
      throw refused("its issuer is %s".formatted(claims.getIssuer()));
    }
    var now = time.now();
    var ends = claims.getExpirationTime();
    if (ends == null || !ends.toInstant().plus(SKEW).isAfter(now)) {
      throw refused("it has ended, or never ends");
    }
    Optional<Date> begins = Optional.ofNullable(claims.getNotBeforeTime());
    if (begins.filter(begin -> begin.toInstant().minus(SKEW).isAfter(now)).isPresent()) {
      throw refused("it does not hold yet");
    }
    checkAudience(settings, claims.getAudience(), party(claims));
  }

  /** The client that the token was made for; the names that issuers have for it differ. */
  private static Optional<String> party(JWTClaimsSet claims) {
    return Optional.ofNullable(claims.getClaim("azp"))
        .or(() -> Optional.ofNullable(claims.getClaim("client_id")))
        .map(String::valueOf);
  }

  /** It must be for one of those that were set, or have been made for one of them as client. */
  static void checkAudience(
      OpenIdSettings settings, List<String> audience, Optional<String> party) {
    if (settings.audiences().isEmpty()) {
      throw refused("the provider has neither client_id nor audiences, so no token is for us");
    }
    if (audience.stream().noneMatch(settings.audiences()::contains)
        && party.filter(settings.audiences()::contains).isEmpty()) {
      throw refused("it is for %s".formatted(audience));
    }
  }

  static CloudException refused(String detail) {
    return Refusals.unauthenticated("the issuer's token is refused: " + detail);
  }
}
