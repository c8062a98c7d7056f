package cairn.identity.federation.login;

import cairn.common.Entropy;
import cairn.common.Time;
import cairn.identity.directory.Directory;
import cairn.identity.directory.Peer;
import cairn.identity.directory.Topic;
import cairn.identity.federation.mapping.Mapped;
import cairn.identity.federation.mapping.Mapped.DomainRef;
import cairn.identity.federation.mapping.Mapped.MappedProject;
import cairn.identity.federation.mapping.Mapping;
import cairn.identity.federation.mapping.MappingRules;
import cairn.identity.federation.mapping.Mappings;
import cairn.identity.federation.provider.IdentityProvider;
import cairn.identity.federation.provider.IdentityProviders;
import cairn.identity.federation.provider.Protocol;
import cairn.identity.token.AuthMethod;
import cairn.identity.token.TokenScope;
import cairn.identity.token.Tokens;
import cairn.identity.wire.Refusals;
import cairn.sql.Database;
import cairn.sql.Transaction;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes of an assertion a user of ours and a token without a scope. Whether the assertion is true
 * was decided before. Safe for many threads.
 */
public final class FederatedLogins {
  private final Database database;
  private final Directory directory;
  private final IdentityProviders providers;
  private final Mappings mappings;
  private final Tokens tokens;
  private final Entropy entropy;
  private final Time time;
  private final Duration tokenLifetime;
  private final ShadowStore store = new ShadowStore();

  /**
   * A new one.
   *
   * @param tokenLifetime how long memberships hold where the provider says nothing
   */
  public FederatedLogins(
      Database database,
      Directory directory,
      IdentityProviders providers,
      Mappings mappings,
      Tokens tokens,
      Entropy entropy,
      Time time,
      Duration tokenLifetime) {
    this.database = database;
    this.directory = directory;
    this.providers = providers;
    this.mappings = mappings;
    this.tokens = tokens;
    this.entropy = entropy;
    this.time = time;
    this.tokenLifetime = tokenLifetime;
  }

  /**
   * The provider, where logins by that protocol may come from.
   *
   * @throws cairn.common.CloudException NOT_FOUND or, when it is disabled, FORBIDDEN
   */
  public IdentityProvider provider(String providerId, String protocolId) {
    var provider = providers.find(providerId);
    if (!provider.enabled()) {
      throw Refusals.forbidden("Identity Provider %s is disabled".formatted(providerId));
    }
    providers.protocol(providerId, protocolId);
    return provider;
  }

  /**
   * The id of the one provider whose users log in by that protocol in a browser.
   *
   * @throws cairn.common.CloudException UNAUTHENTICATED when there is none or more than one
   */
  public String onlyProvider(String protocolId) {
    var found = providers.inBrowsers(protocolId);
    if (found.size() != 1) {
      throw Refusals.unauthenticated(
          "%d identity providers have protocol %s".formatted(found.size(), protocolId));
    }
    return found.getFirst();
  }

  /**
   * Logs the user in whom the assertion speaks of.
   *
   * @param assertion the values of each attribute
   * @throws cairn.common.CloudException UNAUTHENTICATED when the mapping makes no user of it
   */
  public Tokens.Issued login(
      String providerId, String protocolId, Map<String, List<String>> assertion) {
    var begun = time.now();
    var provider = provider(providerId, protocolId);
    var protocol = providers.protocol(providerId, protocolId);
    checkRemote(provider, protocol, assertion);
    var mapping = mappings.find(protocol.mappingId());
    var mapped = MappingRules.apply(mapping, assertion);
    var userId =
        mapped.user().local()
            ? localUser(mapped)
            : database.inTransaction(
                tx -> shadow(tx, provider, protocol, mapping, mapped, assertion));
    var wanted =
        new Tokens.Wanted(
            begun,
            userId,
            EnumSet.of(AuthMethod.MAPPED),
            new TokenScope.Unscoped(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return tokens
        .issue(wanted)
        .orElseThrow(() -> Refusals.unauthenticated("user %s is disabled".formatted(userId)));
  }

  private static void checkRemote(
      IdentityProvider provider, Protocol protocol, Map<String, List<String>> assertion) {
    if (provider.remoteIds().isEmpty() || protocol.remoteIdAttribute().isEmpty()) {
      return;
    }
    var named = assertion.getOrDefault(protocol.remoteIdAttribute().get(), List.of());
    if (named.isEmpty()) {
      throw Refusals.invalid("Could not find Identity Provider identifier in environment");
    }
    if (named.stream().noneMatch(provider.remoteIds()::contains)) {
      throw Refusals.forbidden(
          "Incoming identity provider identifier not included among the accepted identifiers.");
    }
  }

  private String localUser(Mapped mapped) {
    return database
        .read(tx ->
            store.localUser(tx, mapped.user().id(), mapped.user().name(), mapped.user().domain()))
        .orElseThrow(() -> Refusals.unauthenticated("the mapping names no user that is here"));
  }

  private String shadow(
      Transaction tx,
      IdentityProvider provider,
      Protocol protocol,
      Mapping mapping,
      Mapped mapped,
      Map<String, List<String>> assertion) {
    var remoteUser = assertion.getOrDefault("REMOTE_USER", List.of()).stream().findFirst();
    var name = filled(mapped.user().name()).or(() -> filled(remoteUser));
    var id =
        filled(mapped.user().id())
            .or(() -> name)
            .orElseThrow(() -> Refusals.unauthenticated("the mapping names no user"));
    var uniqueId = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    var domainId = domain(tx, mapped.user().domain(), provider);
    var userId = ensureUser(tx, provider, protocol, uniqueId, name.orElse(id), domainId, mapped);
    store.link(tx, provider.id(), protocol.id(), uniqueId, userId, name.orElse(id));
    store.replaceMembers(tx, userId, provider.id(), groups(tx, mapped), membersUntil(provider));
    grant(tx, provider, mapping, mapped, userId);
    directory.changed(tx, Topic.USER, userId);
    return userId;
  }

  private String ensureUser(
      Transaction tx,
      IdentityProvider provider,
      Protocol protocol,
      String uniqueId,
      String name,
      String domainId,
      Mapped mapped) {
    var known = store.known(tx, provider.id(), protocol.id(), uniqueId);
    if (known.isPresent()) {
      store.updateUser(tx, known.get(), name, mapped.user().email());
      return known.get();
    }
    var id = PublicIds.of(domainId, "user", uniqueId);
    if (store.hasUser(tx, id)) {
      // Another provider's user of the same name: never the same account.
      id = entropy.hexId();
    }
    store.insertUser(tx, id, name, domainId, mapped.user().email());
    return id;
  }

  private Instant membersUntil(IdentityProvider provider) {
    return provider
        .authorizationMinutes()
        .filter(minutes -> minutes > 0)
        .map(minutes -> time.now().plus(Duration.ofMinutes(minutes)))
        .orElseGet(() -> time.now().plus(tokenLifetime));
  }

  private Set<String> groups(Transaction tx, Mapped mapped) {
    var ids = new LinkedHashSet<>(store.groups(tx, mapped.groupIds()));
    if (!ids.containsAll(mapped.groupIds())) {
      throw Refusals.unauthenticated("the mapping names a group by an id that is not here");
    }
    for (var group : mapped.groups()) {
      store
          .domain(tx, group.domain())
          .flatMap(domain -> store.group(tx, domain, group.name()))
          .ifPresent(ids::add);
    }
    return ids;
  }

  private void grant(
      Transaction tx, IdentityProvider provider, Mapping mapping, Mapped mapped, String userId) {
    var kept = new ArrayList<String>();
    for (var project : mapped.projects()) {
      var domainId = domain(tx, project.domain(), provider);
      var projectId = ensureProject(tx, project, domainId);
      for (var role : project.roles()) {
        var roleId =
            store
                .role(tx, domainId, role)
                .orElseThrow(() ->
                    Refusals.unauthenticated(
                        "the mapping gives role %s, which is not here".formatted(role)));
        store.grant(tx, userId, roleId, projectId);
        kept.add(projectId + " " + roleId);
      }
    }
    if (mapping.takesGrantsAway()) {
      store.revokeOthers(tx, userId, kept);
    }
  }

  private String ensureProject(Transaction tx, MappedProject project, String domainId) {
    return store
        .project(tx, domainId, project.name())
        .orElseGet(() -> {
          var id = entropy.hexId();
          store.insertProject(tx, id, domainId, project.name());
          directory.changed(tx, Topic.PROJECT, id);
          return id;
        });
  }

  private String domain(Transaction tx, DomainRef domain, IdentityProvider provider) {
    return domain.named()
        ? store
            .domain(tx, domain)
            .orElseThrow(
                () -> Refusals.unauthenticated("the mapping names a domain that is not here"))
        : provider.domainId();
  }

  private static Optional<String> filled(Optional<String> text) {
    return text.filter(value -> !value.isBlank());
  }

  /** The clouds that trust this one, which each token's document names. */
  public List<Peer> peers() {
    return directory.peers();
  }
}
