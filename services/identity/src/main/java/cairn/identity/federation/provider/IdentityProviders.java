package cairn.identity.federation.provider;

import cairn.common.CloudException;
import cairn.common.Entropy;
import cairn.common.Time;
import cairn.http.Query;
import cairn.identity.directory.Directory;
import cairn.identity.directory.Topic;
import cairn.identity.token.SealedValues;
import cairn.identity.wire.Refusals;
import cairn.sql.Database;
import cairn.sql.ListPage;
import cairn.sql.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Decides about identity providers and their protocols. Safe for many threads. */
public final class IdentityProviders {
  private final Database database;
  private final Directory directory;
  private final Entropy entropy;
  private final Time time;
  private final ProviderStore store;
  private final ProtocolStore protocols = new ProtocolStore();

  /**
   * @param sealed how clients' secrets are kept
   */
  public IdentityProviders(
      Database database, Directory directory, SealedValues sealed, Entropy entropy, Time time) {
    this.store = new ProviderStore(sealed);
    this.database = database;
    this.directory = directory;
    this.entropy = entropy;
    this.time = time;
  }

  /** Seals the clients' secrets again with the present key. */
  public void sealAgain() {
    database.run(tx ->
        store
            .withSecrets(tx)
            .forEach(id -> store.lock(tx, id).ifPresent(found -> store.update(tx, found))));
  }

  /** Throws NOT_FOUND when there is none of that id. */
  public IdentityProvider find(String id) {
    return database.read(tx -> store.find(tx, id)).orElseThrow(() -> missing(id));
  }

  /** The id of the provider that calls itself that. */
  public Optional<String> named(String remoteId) {
    return database.read(tx -> store.ofRemote(tx, remoteId));
  }

  /** The ids of the enabled providers with that protocol and OpenID settings. */
  public List<String> inBrowsers(String protocolId) {
    return database.read(tx -> store.inBrowsers(tx, protocolId));
  }

  ListPage<IdentityProvider> list(Query query) {
    return database.read(tx -> store.list(tx, query));
  }

  /** Without a domain it gets one of its own, named by its id. */
  IdentityProvider create(IdentityProvider wanted) {
    return database.inTransaction(tx -> {
      var made = wanted;
      if (wanted.domainId().isEmpty()) {
        made = inDomain(wanted, entropy.hexId());
        store.insertDomain(
            tx,
            made.domainId(),
            "Auto generated federated domain for Identity Provider: " + made.id());
        directory.changed(tx, Topic.PROJECT, made.domainId());
      } else if (directory.domain(wanted.domainId()).isEmpty()) {
        throw Refusals.notFound("domain", wanted.domainId());
      }
      store.insert(tx, made);
      return made;
    });
  }

  /** Disabling it voids the tokens of those for whom it vouched. */
  IdentityProvider update(String id, UnaryOperator<IdentityProvider> change) {
    return database.inTransaction(tx -> {
      var before = store.lock(tx, id).orElseThrow(() -> missing(id));
      var after = change.apply(before);
      store.update(tx, after);
      if (before.enabled() && !after.enabled()) {
        voidTokens(tx, id);
      }
      return after;
    });
  }

  /** The users that it vouched for stay, without the memberships and without a way to log in. */
  void delete(String id) {
    database.run(tx -> {
      voidTokens(tx, id);
      if (!store.delete(tx, id)) {
        throw missing(id);
      }
    });
  }

  private void voidTokens(Transaction tx, String id) {
    store.voidTokens(tx, id, time.now());
    store.users(tx, id).forEach(user -> directory.changed(tx, Topic.USER, user));
  }

  List<Protocol> protocols(String providerId) {
    find(providerId);
    return database.read(tx -> protocols.list(tx, providerId));
  }

  /** Throws NOT_FOUND when the provider has none of that id. */
  public Protocol protocol(String providerId, String id) {
    return database
        .read(tx -> protocols.find(tx, providerId, id))
        .orElseThrow(() -> missing(providerId, id));
  }

  Protocol createProtocol(Protocol wanted) {
    find(wanted.providerId());
    database.run(tx -> {
      checkMapping(wanted, protocols.hasMapping(tx, wanted.mappingId()));
      protocols.insert(tx, wanted);
    });
    return wanted;
  }

  Protocol updateProtocol(String providerId, String id, UnaryOperator<Protocol> change) {
    return database.inTransaction(tx -> {
      var before = protocols.find(tx, providerId, id).orElseThrow(() -> missing(providerId, id));
      var after = change.apply(before);
      checkMapping(after, protocols.hasMapping(tx, after.mappingId()));
      protocols.update(tx, after);
      return after;
    });
  }

  void deleteProtocol(String providerId, String id) {
    database.run(tx -> {
      if (!protocols.delete(tx, providerId, id)) {
        throw missing(providerId, id);
      }
    });
  }

  private static void checkMapping(Protocol protocol, boolean there) {
    if (!there) {
      throw Refusals.invalid("Invalid mapping id: %s".formatted(protocol.mappingId()));
    }
  }

  private static IdentityProvider inDomain(IdentityProvider provider, String domainId) {
    return new IdentityProvider(
        provider.id(),
        domainId,
        provider.enabled(),
        provider.description(),
        provider.authorizationMinutes(),
        provider.remoteIds(),
        provider.openid());
  }

  private static CloudException missing(String id) {
    return Refusals.notFound("Identity Provider", id);
  }

  private static CloudException missing(String providerId, String id) {
    return Refusals.notFound(
        "federated protocol %s for Identity Provider".formatted(id), providerId);
  }
}
