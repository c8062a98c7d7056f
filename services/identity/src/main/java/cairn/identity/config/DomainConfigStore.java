package cairn.identity.config;

import cairn.identity.token.SealedValues;
import cairn.sql.Row;
import cairn.sql.Transaction;
import java.util.List;
import java.util.Optional;

/** All SQL about domain configuration. */
final class DomainConfigStore {
  private static final String LIST =
      """
      SELECT section, name, value, sensitive FROM domain_config
       WHERE domain_id = :domain AND (:section::text IS NULL OR section = :section)
         AND (:name::text IS NULL OR name = :name)
       ORDER BY section, name\
      """;

  private static final String PUT =
      """
      INSERT INTO domain_config (domain_id, section, name, value, sensitive)
      VALUES (:domain, :section, :name, :value, :sensitive)
      ON CONFLICT (domain_id, section, name)
      DO UPDATE SET value = excluded.value, sensitive = excluded.sensitive\
      """;

  private static final String DELETE =
      """
      DELETE FROM domain_config
       WHERE domain_id = :domain AND (:section::text IS NULL OR section = :section)
         AND (:name::text IS NULL OR name = :name)\
      """;

  private static final String OF_DRIVER =
      """
      SELECT domain_id FROM domain_config
       WHERE section = 'identity' AND name = 'driver' AND value = to_jsonb(:driver::text)\
      """;

  private static final String SECRETS =
      """
      SELECT domain_id, section, name, value, sensitive FROM domain_config
       WHERE sensitive ORDER BY domain_id, section, name FOR UPDATE\
      """;

  private record Secret(String domainId, DomainOption option) {}

  private final SealedValues sealed;

  DomainConfigStore(SealedValues sealed) {
    this.sealed = sealed;
  }

  /** Writes each secret again, which seals it with the present key. */
  void sealAgain(Transaction tx) {
    tx.sql(SECRETS).list(row -> new Secret(row.text("domain_id"), option(row))).stream()
        .forEach(secret -> put(tx, secret.domainId(), List.of(secret.option())));
  }

  List<DomainOption> list(
      Transaction tx, String domainId, Optional<String> group, Optional<String> option) {
    return tx.sql(LIST)
        .bind("domain", domainId)
        .bind("section", group)
        .bind("name", option)
        .list(this::option);
  }

  private DomainOption option(Row row) {
    var secret = row.bool("sensitive");
    var value = row.json("value");
    return new DomainOption(
        row.text("section"), row.text("name"), secret ? sealed.open(value) : value, secret);
  }

  void put(Transaction tx, String domainId, List<DomainOption> options) {
    tx.sql(PUT)
        .bind("domain", domainId)
        .batch(
            options,
            (query, option) ->
                query
                    .bind("section", option.group())
                    .bind("name", option.name())
                    .bind(
                        "value", option.sensitive() ? sealed.seal(option.value()) : option.value())
                    .bind("sensitive", option.sensitive()));
  }

  void delete(Transaction tx, String domainId, Optional<String> group, Optional<String> option) {
    tx.sql(DELETE).bind("domain", domainId).bind("section", group).bind("name", option).update();
  }

  /** The domains whose users come by that driver. */
  List<String> ofDriver(Transaction tx, String driver) {
    return tx.sql(OF_DRIVER).bind("driver", driver).list(row -> row.text("domain_id"));
  }
}
