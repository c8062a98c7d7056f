package cairn.identity.oauth;

import cairn.common.Entropy;
import cairn.common.Time;
import cairn.identity.directory.Access;
import cairn.identity.directory.Directory;
import cairn.identity.directory.RoleEntry;
import cairn.identity.directory.Topic;
import cairn.identity.wire.Refusals;
import cairn.sql.Database;
import cairn.sql.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides about consumers and what they are given. Safe for many threads. */
public final class OAuth {
  /** How long a user has for authorizing. */
  private static final Duration REQUEST_LIFETIME = Duration.ofHours(8);

  private static final Duration ACCESS_LIFETIME = Duration.ofDays(1);

  /** How far the clocks of client and server may be apart. */
  private static final Duration CLOCKS = Duration.ofMinutes(10);

  private static final int VERIFIER_LENGTH = 8;
  private static final String LETTERS =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

  private final Database database;
  private final Directory directory;
  private final Access access;
  private final Entropy entropy;
  private final Time time;
  private final OAuthStore store = new OAuthStore();

  public OAuth(Database database, Directory directory, Entropy entropy, Time time) {
    this.database = database;
    this.directory = directory;
    this.access = new Access(directory);
    this.entropy = entropy;
    this.time = time;
  }

  /** A new request token for the consumer that signed. */
  RequestToken request(SignedRequest signed, String projectId) {
    var consumerId = signed.required("oauth_consumer_key");
    return database.inTransaction(tx -> {
      if (directory.project(projectId).isEmpty()) {
        throw Refusals.notFound("project", projectId);
      }
      var consumer =
          consumer(tx, consumerId).orElseThrow(() -> Refusals.notFound("Consumer", consumerId));
      checkTime(signed);
      if (!signed.signedWith(consumer.secret(), "")) {
        throw Refusals.unauthenticated("consumer %s: wrong signature".formatted(consumerId));
      }
      var made =
          new RequestToken(
              entropy.hexId(),
              consumerId,
              entropy.hexId(),
              projectId,
              Optional.empty(),
              Optional.empty(),
              List.of(),
              time.now().plus(REQUEST_LIFETIME));
      store.insert(tx, made, time.now());
      return made;
    });
  }

  /** Lets the consumer have these roles of the user; the verifier is for the consumer. */
  String authorize(String requestTokenId, String userId, List<String> roleIds) {
    return database.inTransaction(tx -> {
      var token =
          store
              .requestToken(tx, requestTokenId)
              .orElseThrow(() -> Refusals.notFound("Request Token", requestTokenId));
      checkAhead(token.expiresAt());
      var held = access.onProject(userId, token.projectId()).stream().map(RoleEntry::id).toList();
      if (!held.containsAll(roleIds)) {
        throw Refusals.unauthenticated("authorizing user does not have role required");
      }
      var verifier = verifier();
      store.authorize(tx, token.id(), verifier, userId, roleIds);
      return verifier;
    });
  }

  private String verifier() {
    var random = entropy.bytes(VERIFIER_LENGTH);
    var verifier = new StringBuilder();
    for (var each : random) {
      verifier.append(LETTERS.charAt((each & 0xff) % LETTERS.length()));
    }
    return verifier.toString();
  }

  /** Turns a request token that was authorized into an access token. */
  AccessToken access(SignedRequest signed) {
    var consumerId = signed.required("oauth_consumer_key");
    var requestId = signed.required("oauth_token");
    var verifier = signed.required("oauth_verifier");
    return database.inTransaction(tx -> {
      var token =
          store
              .requestToken(tx, requestId)
              .orElseThrow(() -> Refusals.notFound("Request Token", requestId));
      checkAhead(token.expiresAt());
      checkTime(signed);
      var consumer =
          consumer(tx, consumerId)
              .filter(found -> found.id().equals(token.consumerId()))
              .orElseThrow(() -> Refusals.unauthenticated("the token is not this consumer's"));
      if (!token.verifier().equals(Optional.of(verifier))
          || !signed.signedWith(consumer.secret(), token.secret())) {
        throw Refusals.unauthenticated("consumer %s: wrong signature".formatted(consumerId));
      }
      var made =
          new AccessToken(
              entropy.hexId(),
              consumerId,
              entropy.hexId(),
              token.userId().orElseThrow(() -> Refusals.unauthenticated("not authorized")),
              token.projectId(),
              token.roleIds(),
              Optional.of(time.now().plus(ACCESS_LIFETIME)));
      if (!store.deleteRequestToken(tx, requestId)) {
        throw Refusals.unauthenticated("somebody else was faster");
      }
      store.insert(tx, made);
      directory.changed(tx, Topic.ACCESS_TOKEN, made.id());
      return made;
    });
  }

  /** The access token with which the request is signed; throws UNAUTHENTICATED when it is not. */
  public SignedIn login(SignedRequest signed) {
    var id = signed.required("oauth_token");
    var consumerId = signed.required("oauth_consumer_key");
    return database.read(tx -> {
      var token = accessToken(tx, id).orElseThrow(() -> Refusals.notFound("Access Token", id));
      token.expiresAt().ifPresent(this::checkAhead);
      checkTime(signed);
      var consumer =
          consumer(tx, consumerId)
              .filter(found -> found.id().equals(token.consumerId()))
              .orElseThrow(() -> Refusals.unauthenticated("the token is not this consumer's"));
      if (!signed.signedWith(consumer.secret(), token.secret())) {
        throw Refusals.unauthenticated("access token %s: wrong signature".formatted(id));
      }
      return new SignedIn(token.id(), token.userId(), token.projectId(), token.expiresAt());
    });
  }

  /** Who has signed in. */
  public record SignedIn(
      String accessTokenId, String userId, String projectId, Optional<Instant> expiresAt) {}

  private void checkAhead(Instant end) {
    if (!time.now().isBefore(end)) {
      throw Refusals.unauthenticated("the token has ended");
    }
  }

  /** An old request may have been overheard. */
  private void checkTime(SignedRequest signed) {
    if (signed.get("oauth_signature_method").filter("PLAINTEXT"::equals).isPresent()) {
      return;
    }
    var text = signed.required("oauth_timestamp");
    var age =
        text.matches("\\d{1,12}")
            ? Duration.between(Instant.ofEpochSecond(Long.parseLong(text)), time.now()).abs()
            : Duration.ofDays(1);
    if (age.compareTo(CLOCKS) > 0) {
      throw Refusals.invalid("The timestamp of the request is too far from now.");
    }
  }

  List<Consumer> consumers() {
    return database.read(tx -> store.consumers(tx, Optional.empty()));
  }

  Optional<Consumer> consumer(String id) {
    return database.read(tx -> consumer(tx, id));
  }

  private Optional<Consumer> consumer(Transaction tx, String id) {
    return store.consumers(tx, Optional.of(id)).stream().findFirst();
  }

  void create(Consumer consumer) {
    database.run(tx -> store.insert(tx, consumer));
  }

  void update(Consumer consumer) {
    database.run(tx -> store.update(tx, consumer));
  }

  /** With all that it was given. */
  void deleteConsumer(String id) {
    database.run(tx -> {
      store
          .accessTokens(tx, Optional.empty(), Optional.empty(), Optional.of(id))
          .forEach(token -> directory.changed(tx, Topic.ACCESS_TOKEN, token.id()));
      if (!store.deleteConsumer(tx, id)) {
        throw Refusals.notFound("Consumer", id);
      }
    });
  }

  List<AccessToken> accessTokens(String userId) {
    return database.read(
        tx -> store.accessTokens(tx, Optional.empty(), Optional.of(userId), Optional.empty()));
  }

  Optional<AccessToken> accessToken(String id) {
    return database.read(tx -> accessToken(tx, id));
  }

  private Optional<AccessToken> accessToken(Transaction tx, String id) {
    return store.accessTokens(tx, Optional.of(id), Optional.empty(), Optional.empty()).stream()
        .findFirst();
  }

  void deleteAccessToken(String id) {
    database.run(tx -> {
      if (!store.deleteAccessToken(tx, id)) {
        throw Refusals.notFound("Access Token", id);
      }
      directory.changed(tx, Topic.ACCESS_TOKEN, id);
    });
  }
}
