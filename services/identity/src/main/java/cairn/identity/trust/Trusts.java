package cairn.identity.trust;

import cairn.common.Entropy;
import cairn.common.Time;
import cairn.identity.directory.Access;
import cairn.identity.directory.Directory;
import cairn.identity.directory.RoleEntry;
import cairn.identity.directory.Topic;
import cairn.identity.directory.TrustEntry;
import cairn.identity.wire.Refusals;
import cairn.sql.Database;
import cairn.sql.Transaction;
import java.util.List;
import java.util.Optional;

/** Decides about trusts. Safe for many threads. */
public final class Trusts {
  private static final TrustStore STORE = new TrustStore();

  private final Database database;
  private final Directory directory;
  private final Access access;
  private final Entropy entropy;
  private final Time time;

  public Trusts(Database database, Directory directory, Entropy entropy, Time time) {
    this.database = database;
    this.directory = directory;
    this.access = new Access(directory);
    this.entropy = entropy;
    this.time = time;
  }

  /** Takes one use of the trust; false when none is left. */
  public static boolean use(Transaction tx, String id) {
    return STORE.use(tx, id);
  }

  Optional<Trust> find(String id) {
    return database.read(tx -> STORE.find(tx, id, time.now()));
  }

  List<Trust> list(Optional<String> trustor, Optional<String> trustee) {
    return database.read(tx -> STORE.list(tx, trustor, trustee));
  }

  /**
   * Makes a trust.
   *
   * @param through the trust by which the caller acts, which is then given on
   */
  Trust create(NewTrust wanted, Optional<TrustEntry> through) {
    if (directory.user(wanted.trusteeId()).isEmpty()) {
      throw Refusals.notFound("user", wanted.trusteeId());
    }
    var parent = through.map(entry -> existing(entry.id()));
    var roleIds = roleIds(wanted, through);
    parent.ifPresent(given -> Redelegation.check(wanted, roleIds, given));
    var made =
        new Trust(
            entropy.hexId(),
            wanted.trustorId(),
            wanted.trusteeId(),
            wanted.projectId(),
            wanted.impersonation(),
            roleIds,
            parent.map(given -> Redelegation.end(wanted, given)).orElseGet(wanted::expiresAt),
            wanted.remainingUses(),
            parent.map(Trust::id),
            Redelegation.count(wanted, parent),
            wanted.extra());
    database.run(tx -> {
      STORE.insert(tx, made);
      directory.changed(tx, Topic.TRUST, made.id());
    });
    return made;
  }

  /** With all that was given on from it. */
  void delete(String id) {
    database.run(tx -> {
      STORE.below(tx, id).forEach(gone -> directory.changed(tx, Topic.TRUST, gone));
      STORE.delete(tx, id);
    });
  }

  private Trust existing(String id) {
    return find(id).orElseThrow(() -> Refusals.notFound("trust", id));
  }

  /** The roles that are wanted, all of which the first trustor has to have. */
  private List<String> roleIds(NewTrust wanted, Optional<TrustEntry> through) {
    var ids = wanted.roles().stream().map(this::roleId).distinct().toList();
    if (wanted.projectId().isEmpty()) {
      if (!ids.isEmpty()) {
        throw Refusals.notFound("role", ids.getFirst());
      }
      return ids;
    }
    var projectId = wanted.projectId().get();
    if (directory.project(projectId).isEmpty()) {
      throw Refusals.notFound("project", projectId);
    }
    var trustor =
        through
            .map(entry -> directory.delegations().pedigree(entry.id()).getLast().trustorId())
            .orElse(wanted.trustorId());
    var held = access.onProject(trustor, projectId).stream().map(RoleEntry::id).toList();
    for (var id : ids) {
      if (!held.contains(id)) {
        throw Refusals.notFound("role", id);
      }
    }
    return ids;
  }

  private String roleId(NewTrust.WantedRole wanted) {
    return wanted
        .id()
        .orElseGet(() -> {
          var name = wanted.name().orElse("");
          return directory
              .roles()
              .named(name)
              .map(RoleEntry::id)
              .orElseThrow(() -> Refusals.notFound("role", name));
        });
  }
}
