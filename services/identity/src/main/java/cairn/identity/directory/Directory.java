package cairn.identity.directory;

import cairn.common.Time;
import cairn.identity.catalog.Catalog;
import cairn.identity.catalog.CatalogStore;
import cairn.identity.directory.DirectoryStore.Revocation;
import cairn.identity.limit.LimitTable;
import cairn.identity.limit.LimitTableStore;
import cairn.identity.wire.Refusals;
import cairn.sql.ChangeFeed;
import cairn.sql.Database;
import cairn.sql.Subscription;
import cairn.sql.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The part of the rows that is asked for with every request, in memory. It follows the rows: each
 * change names its topic and key, and what they stand for is read again after the commit, on this
 * server at once and on the others when the change feed brings it. Safe for many threads; reading
 * takes no lock and does no I/O.
 */
public final class Directory {
  private final Database database;
  private final Time time;
  private final DirectoryStore store = new DirectoryStore();
  private final CatalogStore catalogs = new CatalogStore();
  private final LimitTableStore limitTables = new LimitTableStore();

  /** Held from the read to the write, so that an older reading never replaces a newer one. */
  private final ReentrantLock following = new ReentrantLock();

  private final Map<String, UserEntry> users = new ConcurrentHashMap<>();
  private final Map<String, ProjectEntry> projects = new ConcurrentHashMap<>();
  private final Map<String, List<Grant>> userGrants = new ConcurrentHashMap<>();
  private final Map<String, List<Grant>> groupGrants = new ConcurrentHashMap<>();
  private final Map<String, List<Membership>> memberships = new ConcurrentHashMap<>();
  private final Map<String, ApplicationCredentialEntry> credentials = new ConcurrentHashMap<>();
  private final Delegations delegations = new Delegations();
  private final Map<String, Instant> revocations = new ConcurrentHashMap<>();

  /** Above it the revocations are read anew; only touched while following. */
  private int revocationsMax;

  private volatile Roles roles = new Roles(List.of(), Map.of());
  private volatile Elsewhere elsewhere = Elsewhere.NONE;
  private volatile Catalog catalog = Catalog.EMPTY;
  private volatile List<Peer> peers = List.of();
  private volatile LimitTable limits = LimitTable.EMPTY;

  /** An empty one; {@link #reload} fills it. */
  public Directory(Database database, Time time) {
    this.database = database;
    this.time = time;
  }

  /** Says, as part of the transaction that writes it, what changed. */
  public void changed(Transaction tx, Topic topic, String key) {
    tell(tx, topic, key);
    tx.afterCommit(() -> follow(topic, key));
  }

  /** The same where there is no directory: in a process that serves nothing. */
  public static void tell(Transaction tx, Topic topic, String key) {
    tx.changed(Topic.FEED, topic.feedKey(key));
  }

  /** Learns from the feed what other servers change. */
  public Subscription follow(ChangeFeed feed) {
    return feed.subscribe(Topic.FEED, change -> follow(change.key()), this::reload);
  }

  /** Reads everything again. */
  public void reload() {
    following.lock();
    try {
      database.read(tx -> {
        var all = Optional.<String>empty();
        replace(users, byId(store.users(tx, all), UserEntry::id));
        replace(projects, byId(store.projects(tx, all), ProjectEntry::id));
        replace(userGrants, store.userGrants(tx, all));
        replace(groupGrants, store.groupGrants(tx, all));
        replace(memberships, store.memberships(tx, all));
        replace(credentials, byId(store.credentials(tx, all), ApplicationCredentialEntry::id));
        delegations.reload(tx);
        readRevocations(tx);
        roles = new Roles(store.roles(tx), store.inferences(tx));
        catalog = catalogs.read(tx);
        peers = store.peers(tx);
        limits = limitTables.read(tx);
        return true;
      });
    } finally {
      following.unlock();
    }
  }

  /** The domains whose users and groups are only read here. */
  public Elsewhere elsewhere() {
    return elsewhere;
  }

  /** Says which domains those are; to be called before the first request. */
  public void elsewhere(Elsewhere domains) {
    elsewhere = domains;
  }

  /**
   * Lets pass what changes users or groups of a domain of our own.
   *
   * @throws cairn.common.CloudException FORBIDDEN for those that are only read here
   */
  public void refuseElsewhere(String domainId) {
    if (elsewhere.owns(domainId)) {
      throw Refusals.forbidden(
          "The users and groups of domain %s can only be read.".formatted(domainId));
    }
  }

  public Optional<UserEntry> user(String id) {
    return Optional.ofNullable(users.get(id));
  }

  /** A project or a domain. */
  public Optional<ProjectEntry> project(String id) {
    return Optional.ofNullable(projects.get(id));
  }

  /** A project that is a domain. */
  public Optional<ProjectEntry> domain(String id) {
    return project(id).filter(ProjectEntry::isDomain);
  }

  /** The project of that name; looks at all of them, so it is not for requests. */
  public Optional<ProjectEntry> project(String domainId, String name) {
    return projects.values().stream()
        .filter(entry -> entry.domainId().equals(domainId) && entry.name().equals(name))
        .findFirst();
  }

  /**
   * A domain, or a project, of that id or name; a project's name counts in that domain. Looks at
   * all of them, so it is not for requests.
   */
  public Optional<ProjectEntry> named(String idOrName, boolean domain, String domainId) {
    return project(idOrName)
        .filter(entry -> entry.isDomain() == domain)
        .or(() ->
            projects.values().stream()
                .filter(entry -> entry.isDomain() == domain && entry.name().equals(idOrName))
                .filter(entry -> domain || entry.domainId().equals(domainId))
                .findFirst());
  }

  /** The user of that name; looks at all of them, so it is not for requests. */
  public Optional<UserEntry> userNamed(String name, String domainId) {
    return users.values().stream()
        .filter(entry -> entry.name().equals(name) && entry.domainId().equals(domainId))
        .findFirst();
  }

  public Optional<ApplicationCredentialEntry> credential(String id) {
    return Optional.ofNullable(credentials.get(id));
  }

  /** Trusts and access tokens. */
  public Delegations delegations() {
    return delegations;
  }

  /** Whether a token with that audit id was revoked. */
  public boolean revoked(String auditId) {
    return revocations.containsKey(auditId);
  }

  /** The roles and what they imply. */
  public Roles roles() {
    return roles;
  }

  /** How much of what projects may use. */
  public LimitTable limits() {
    return limits;
  }

  /** The clouds that trust this one. */
  public List<Peer> peers() {
    return peers;
  }

  public Catalog catalog() {
    return catalog;
  }

  /** All grants of a user, by themselves and by their groups. */
  List<Grant> grants(String userId) {
    var own = userGrants.getOrDefault(userId, List.of());
    var groups = memberships.getOrDefault(userId, List.of());
    if (groups.isEmpty()) {
      return own;
    }
    var all = new ArrayList<>(own);
    var now = time.now();
    for (var group : groups) {
      if (group.holds(now)) {
        all.addAll(groupGrants.getOrDefault(group.groupId(), List.of()));
      }
    }
    return all;
  }

  Iterable<ProjectEntry> projects() {
    return projects.values();
  }

  private void follow(String feedKey) {
    var colon = feedKey.indexOf(':');
    var name = feedKey.substring(0, Math.max(colon, 0));
    for (var topic : Topic.values()) {
      // Another release's server may know topics that this one does not.
      if (topic.name().equals(name)) {
        follow(topic, feedKey.substring(colon + 1));
      }
    }
  }

  private void follow(Topic topic, String key) {
    following.lock();
    try {
      database.read(tx -> {
        read(tx, topic, key);
        return true;
      });
    } finally {
      following.unlock();
    }
  }

  private void read(Transaction tx, Topic topic, String key) {
    var id = Optional.of(key);
    switch (topic) {
      case USER -> {
        put(users, key, store.users(tx, id).stream().findFirst());
        put(userGrants, key, Optional.ofNullable(store.userGrants(tx, id).get(key)));
        put(memberships, key, Optional.ofNullable(store.memberships(tx, id).get(key)));
        var held = byId(store.credentials(tx, id), ApplicationCredentialEntry::id);
        credentials
            .values()
            .removeIf(entry -> entry.userId().equals(key) && !held.containsKey(entry.id()));
        credentials.putAll(held);
      }
      case GROUP -> put(groupGrants, key, Optional.ofNullable(store.groupGrants(tx, id).get(key)));
      case PROJECT -> {
        put(projects, key, store.projects(tx, id).stream().findFirst());
        if (!projects.containsKey(key)) {
          // If it was a domain, its rows went with it and nobody names each of them.
          users.values().removeIf(user -> user.domainId().equals(key));
          projects.values().removeIf(project -> project.domainId().equals(key));
        }
      }
      case ROLE -> roles = new Roles(store.roles(tx), store.inferences(tx));
      case CATALOG -> {
        catalog = catalogs.read(tx);
        // A service or region may have gone, and its limits with it.
        limits = limitTables.read(tx);
      }
      case PEER -> peers = store.peers(tx);
      case LIMIT -> limits = limitTables.read(tx);
      case TRUST -> delegations.readTrust(tx, key);
      case ACCESS_TOKEN -> delegations.readAccessToken(tx, key);
      case REVOCATION -> {
        put(
            revocations,
            key,
            store.revocations(tx, id).stream().findFirst().map(Revocation::expiresAt));
        if (revocations.size() > revocationsMax) {
          readRevocations(tx);
        }
      }
    }
  }

  /** Drops those whose tokens have long ended, which the table has dropped already. */
  private void readRevocations(Transaction tx) {
    var revoked = new ConcurrentHashMap<String, Instant>();
    store
        .revocations(tx, Optional.empty())
        .forEach(each -> revoked.put(each.auditId(), each.expiresAt()));
    replace(revocations, revoked);
    revocationsMax = 1000 + 2 * revoked.size();
  }

  static <T> void put(Map<String, T> map, String key, Optional<T> value) {
    if (value.isPresent()) {
      map.put(key, value.get());
    } else {
      map.remove(key);
    }
  }

  /** First adds, then drops, so that what stays is never missing in between. */
  static <T> void replace(Map<String, T> map, Map<String, T> fresh) {
    map.putAll(fresh);
    map.keySet().retainAll(fresh.keySet());
  }

  static <T> Map<String, T> byId(List<T> rows, Function<T, String> id) {
    var map = new ConcurrentHashMap<String, T>();
    rows.forEach(row -> map.put(id.apply(row), row));
    return map;
  }
}
