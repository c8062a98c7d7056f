package cairn.network.subnetpool;

import cairn.network.address.Cidr;
import cairn.network.wire.Filters;
import cairn.network.wire.ListRequest;
import cairn.network.wire.Sight;
import cairn.network.wire.Standard;
import cairn.sql.ListPage;
import cairn.sql.Row;
import cairn.sql.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All the SQL of subnet pools. */
final class SubnetPoolStore {
  private static final String COLUMNS =
      """
      o.id, o.project_id, o.name, o.description, o.tags, o.prefixes, o.default_prefix,
      o.min_prefix, o.max_prefix, o.default_quota, o.shared, o.is_default, o.revision,
      o.created_at, o.updated_at\
      """;

  private static final String FROM = "subnet_pool o";
  private static final String VISIBLE = "(:all OR o.project_id = :project OR o.shared)";
  private static final String FIND =
      "SELECT " + COLUMNS + " FROM " + FROM + " WHERE o.id = :id AND " + VISIBLE;
  private static final String LOCK = FIND + " FOR UPDATE OF o";

  private static final String DEFAULT =
      "SELECT id FROM subnet_pool WHERE is_default AND ip_version = :version";

  private static final Filters FILTERS =
      Filters.of(COLUMNS, FROM, "o")
          .text("name", "name")
          .number("ip_version", "ip_version")
          .number("default_prefixlen", "default_prefix")
          .number("min_prefixlen", "min_prefix")
          .number("max_prefixlen", "max_prefix")
          .number("default_quota", "default_quota")
          .bool("shared", "shared")
          .bool("is_default", "is_default")
          .tags();

  private static final String INSERT =
      """
      INSERT INTO subnet_pool (id, project_id, name, description, ip_version, prefixes,
             default_prefix, min_prefix, max_prefix, default_quota, shared, is_default,
             created_at, updated_at)
      VALUES (:id, :project, :name, :description, :version, :prefixes,
             :default_prefix, :min_prefix, :max_prefix, :default_quota, :shared, :is_default,
             :now, :now)\
      """;

  private static final String UPDATE =
      """
      UPDATE subnet_pool
         SET name = :name, description = :description, prefixes = :prefixes,
             default_prefix = :default_prefix, min_prefix = :min_prefix, max_prefix = :max_prefix,
             default_quota = :default_quota, is_default = :is_default,
             revision = revision + 1, updated_at = :now
       WHERE id = :id\
      """;

  private static final String DELETE = "DELETE FROM subnet_pool WHERE id = :id";

  private static final String TAKEN =
      "SELECT cidr::text AS cidr, project_id FROM subnet WHERE subnetpool_id = :id ORDER BY cidr";

  /** A range that a subnet has of a pool. */
  record Taken(Cidr cidr, String projectId) {}

  Optional<SubnetPool> find(Transaction tx, Sight sight, SubnetPoolId id, boolean lock) {
    return tx.sql(lock ? LOCK : FIND)
        .bind("id", id)
        .bind("all", sight.all())
        .bind("project", sight.project())
        .optional(SubnetPoolStore::pool);
  }

  Optional<SubnetPoolId> ofDefault(Transaction tx, int version) {
    return tx.sql(DEFAULT)
        .bind("version", version)
        .optional(row -> new SubnetPoolId(row.uuid("id")));
  }

  ListPage<SubnetPool> list(Transaction tx, Sight sight, ListRequest wanted) {
    return FILTERS
        .query(wanted)
        .scope(VISIBLE)
        .bind("all", sight.all())
        .bind("project", sight.project())
        .page(tx, SubnetPoolStore::pool);
  }

  void insert(Transaction tx, SubnetPool pool) {
    tx.sql(INSERT)
        .bind("id", pool.id())
        .bind("project", pool.projectId())
        .bind("name", pool.name())
        .bind("description", pool.standard().description())
        .bind("version", pool.ipVersion())
        .bind("prefixes", texts(pool))
        .bind("default_prefix", pool.defaultPrefix())
        .bind("min_prefix", pool.minPrefix())
        .bind("max_prefix", pool.maxPrefix())
        .bind("default_quota", pool.defaultQuota())
        .bind("shared", pool.shared())
        .bind("is_default", pool.isDefault())
        .bind("now", pool.standard().createdAt())
        .update();
  }

  void update(Transaction tx, SubnetPool pool, Instant now) {
    tx.sql(UPDATE)
        .bind("id", pool.id())
        .bind("name", pool.name())
        .bind("description", pool.standard().description())
        .bind("prefixes", texts(pool))
        .bind("default_prefix", pool.defaultPrefix())
        .bind("min_prefix", pool.minPrefix())
        .bind("max_prefix", pool.maxPrefix())
        .bind("default_quota", pool.defaultQuota())
        .bind("is_default", pool.isDefault())
        .bind("now", now)
        .update();
  }

  private static List<String> texts(SubnetPool pool) {
    return pool.prefixes().stream().map(Cidr::toString).toList();
  }

  void delete(Transaction tx, SubnetPoolId id) {
    tx.sql(DELETE).bind("id", id).update();
  }

  List<Taken> taken(Transaction tx, SubnetPoolId id) {
    return tx.sql(TAKEN)
        .bind("id", id)
        .list(row -> new Taken(Cidr.of(row.text("cidr")), row.text("project_id")));
  }

  private static SubnetPool pool(Row row) {
    return new SubnetPool(
        new SubnetPoolId(row.uuid("id")),
        row.text("project_id"),
        row.text("name"),
        Standard.of(row),
        row.texts("prefixes").stream().map(Cidr::of).toList(),
        row.integer("default_prefix"),
        row.integer("min_prefix"),
        row.integer("max_prefix"),
        row.optionalInteger("default_quota"),
        row.bool("shared"),
        row.bool("is_default"));
  }
}
