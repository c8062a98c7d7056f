package cairn.identity.credential;

import cairn.common.Time;
import cairn.identity.directory.Directory;
import cairn.identity.directory.TrustEntry;
import cairn.identity.token.AuthMethod;
import cairn.identity.token.Delegation;
import cairn.identity.token.TokenScope;
import cairn.identity.token.Tokens;
import cairn.identity.wire.Body;
import cairn.identity.wire.Refusals;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Makes a token for whoever signed a request with EC2 keys. Safe for many threads. */
final class SignedLogins {
  private static final Duration SIGNATURE_LIFETIME = Duration.ofMinutes(15);
  private static final DateTimeFormatter BASIC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");

  private final Credentials credentials;
  private final Directory directory;
  private final Tokens tokens;
  private final Time time;

  SignedLogins(Credentials credentials, Directory directory, Tokens tokens, Time time) {
    this.credentials = credentials;
    this.directory = directory;
    this.tokens = tokens;
    this.time = time;
  }

  /**
   * The token of the user and project that the keys belong to.
   *
   * @param signedWith whether the request was signed with that secret key
   */
  Tokens.Issued login(JsonNode offered, Predicate<String> signedWith) {
    var begun = time.now();
    var access =
        Body.text(offered, "access")
            .orElseThrow(() -> Refusals.unauthenticated("EC2 signature not supplied"));
    var credential =
        credentials
            .find(Ec2Blob.credentialId(access))
            .filter(found -> found.type().equals(Credential.EC2))
            .orElseThrow(() -> Refusals.notFound("credential", Ec2Blob.credentialId(access)));
    var blob = Ec2Blob.parse(credential.blob());
    if (!signedWith.test(blob.secret())) {
      throw Refusals.unauthenticated("wrong signature for access key " + access);
    }
    timestamp(offered).ifPresent(this::checkFresh);
    var projectId =
        credential
            .projectId()
            .orElseThrow(
                () -> Refusals.unauthenticated("access key %s has no project".formatted(access)));
    var trust = blob.trustId().map(id -> trust(id, credential));
    return tokens
        .issue(
            new Tokens.Wanted(
                begun,
                trust.map(TrustEntry::trusteeId).orElse(credential.userId()),
                Set.of(AuthMethod.EC2_CREDENTIAL),
                new TokenScope.Project(projectId),
                Optional.empty(),
                Optional.empty(),
                delegation(blob)))
        .orElseThrow(() ->
            Refusals.unauthenticated("the owner of access key %s has no role".formatted(access)));
  }

  /** Keys are good for a trust that their owner has a part in. */
  private TrustEntry trust(String id, Credential credential) {
    return directory
        .delegations()
        .trust(id)
        .filter(found ->
            credential
                .userId()
                .equals(found.impersonation() ? found.trustorId() : found.trusteeId()))
        .orElseThrow(() -> Refusals.unauthenticated("there is no trust " + id));
  }

  private static Optional<Delegation> delegation(Ec2Blob blob) {
    return blob.trustId()
        .<Delegation>map(Delegation.Trust::new)
        .or(() -> blob.applicationCredentialId().map(Delegation.ApplicationCredential::new))
        .or(() -> blob.accessTokenId().map(Delegation.AccessToken::new));
  }

  private static Optional<String> timestamp(JsonNode offered) {
    return Body.text(offered.path("params"), "Timestamp")
        .or(() -> Body.text(offered.path("headers"), "X-Amz-Date"))
        .or(() -> Body.text(offered.path("params"), "X-Amz-Date"))
        .filter(text -> !text.isEmpty());
  }

  private void checkFresh(String timestamp) {
    if (time.now().isAfter(parse(timestamp).plus(SIGNATURE_LIFETIME))) {
      throw Refusals.unauthenticated("the signature of %s is too old".formatted(timestamp));
    }
  }

  private static Instant parse(String text) {
    try {
      if (text.matches("\\d{8}T\\d{6}Z")) {
        return LocalDateTime.parse(text, BASIC).toInstant(ZoneOffset.UTC);
      }
      return text.matches(".*(Z|[+-]\\d\\d:?\\d\\d)$")
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw Refusals.unauthenticated("the signature's time is none: " + text);
    }
  }
}
