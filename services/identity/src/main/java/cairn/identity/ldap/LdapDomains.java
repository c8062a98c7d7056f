package cairn.identity.ldap;

import cairn.common.Time;
import cairn.identity.config.DomainConfigs;
import cairn.identity.directory.Directory;
import cairn.identity.directory.Elsewhere;
import cairn.identity.directory.Topic;
import cairn.identity.federation.login.PublicIds;
import cairn.identity.ldap.LdapStore.Known;
import cairn.sql.ChangeFeed;
import cairn.sql.Database;
import cairn.sql.Subscription;
import cairn.sql.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The domains whose configuration says {@code identity.driver = ldap}. Safe for many threads; asks
 * servers first and writes rows afterwards, each in a short transaction.
 */
public final class LdapDomains implements Elsewhere {
  private final Database database;
  private final Directory directory;
  private final DomainConfigs configs;
  private final Time time;
  private final Duration membershipLifetime;
  private final LdapStore store = new LdapStore();
  private volatile Map<String, LdapDomain> domains = Map.of();

  /**
   * A new one; {@link #reload} fills it.
   *
   * @param membershipLifetime how long a membership holds after a login, at least as a token
   */
  public LdapDomains(
      Database database,
      Directory directory,
      DomainConfigs configs,
      Time time,
      Duration membershipLifetime) {
    this.database = database;
    this.directory = directory;
    this.configs = configs;
    this.time = time;
    this.membershipLifetime = membershipLifetime;
    configs.watch(this::reload);
  }

  /** Reads the configurations again. */
  public void reload() {
    var read = new HashMap<String, LdapDomain>();
    for (var domainId : configs.ofDriver("ldap")) {
      var given = configs.withSecrets(domainId).path("ldap");
      read.put(domainId, new LdapDomain(new LdapSettings(given, DomainConfigs.defaults("ldap"))));
    }
    domains = Map.copyOf(read);
  }

  /** Learns from the feed what other servers change. */
  public Subscription follow(ChangeFeed feed) {
    return feed.subscribe(DomainConfigs.TOPIC, _ -> reload(), this::reload);
  }

  @Override
  public boolean any() {
    return !domains.isEmpty();
  }

  @Override
  public boolean owns(String domainId) {
    return domains.containsKey(domainId);
  }

  @Override
  public Optional<String> login(String domainId, String name, String password) {
    var domain = domains.get(domainId);
    if (domain == null) {
      return Optional.empty();
    }
    var found = domain.people(Optional.of(name));
    if (found.size() != 1 || !domain.accepts(found.getFirst(), password)) {
      write(domainId, Optional.of(name), found);
      return Optional.empty();
    }
    var person = found.getFirst();
    var teams = domain.teamsOf(person);
    write(domainId, Optional.of(name), found);
    var userId = PublicIds.of(domainId, "user", person.localId());
    database.run(tx -> {
      var groups = put(tx, domainId, teams);
      store.replaceGroups(tx, userId, groups, until());
      directory.changed(tx, Topic.USER, userId);
    });
    return Optional.of(userId);
  }

  @Override
  public void refreshUsers(String domainId, Optional<String> name) {
    var domain = domains.get(domainId);
    if (domain != null) {
      write(domainId, name, domain.people(name));
    }
  }

  @Override
  public void refreshGroups(String domainId, Optional<String> name) {
    var domain = domains.get(domainId);
    if (domain != null) {
      var teams = domain.teams(name);
      database.run(tx -> {
        var kept = put(tx, domainId, teams);
        store
            .deleteGroupsBut(tx, domainId, name, kept)
            .forEach(gone -> directory.changed(tx, Topic.GROUP, gone));
      });
    }
  }

  @Override
  public void refreshMembers(String domainId, String groupId) {
    var domain = domains.get(domainId);
    if (domain == null) {
      return;
    }
    var people =
        database
            .read(tx -> store.localId(tx, groupId))
            .flatMap(domain::teamOfId)
            .map(domain::membersOf)
            .orElse(List.of());
    database.run(tx -> {
      var ids = put(tx, domainId, people, time.now());
      var before = store.replaceMembers(tx, groupId, ids, until());
      ids.forEach(id -> directory.changed(tx, Topic.USER, id));
      before.forEach(id -> directory.changed(tx, Topic.USER, id));
    });
  }

  @Override
  public void refreshMemberships(String domainId, String userId) {
    var domain = domains.get(domainId);
    if (domain == null) {
      return;
    }
    var teams =
        database
            .read(tx -> store.localId(tx, userId))
            .flatMap(domain::personOfId)
            .map(domain::teamsOf)
            .orElse(List.of());
    database.run(tx -> {
      store.replaceGroups(tx, userId, put(tx, domainId, teams), until());
      directory.changed(tx, Topic.USER, userId);
    });
  }

  private Instant until() {
    return time.now().plus(membershipLifetime);
  }

  /** The rows of these, who are all or all of that name; whoever else has a row is gone. */
  private void write(String domainId, Optional<String> name, List<LdapPerson> people) {
    database.run(tx -> {
      var now = time.now();
      var kept = put(tx, domainId, people, now);
      store
          .disableUsersBut(tx, domainId, name, kept, now)
          .forEach(gone -> directory.changed(tx, Topic.USER, gone));
    });
  }

  private List<String> put(Transaction tx, String domainId, List<LdapPerson> people, Instant now) {
    var ids = new ArrayList<String>();
    for (var person : people) {
      var id = PublicIds.of(domainId, "user", person.localId());
      store.map(tx, domainId, "user", new Known(id, person.localId()));
      if (store.put(tx, domainId, id, person, now)) {
        directory.changed(tx, Topic.USER, id);
      }
      ids.add(id);
    }
    return ids;
  }

  private List<String> put(Transaction tx, String domainId, List<LdapTeam> teams) {
    var ids = new ArrayList<String>();
    for (var team : teams) {
      var id = PublicIds.of(domainId, "group", team.localId());
      store.map(tx, domainId, "group", new Known(id, team.localId()));
      store.put(tx, domainId, id, team);
      ids.add(id);
    }
    return ids;
  }
}
