package cairn.identity.accessrule;

import cairn.common.Entropy;
import cairn.http.Query;
import cairn.identity.wire.Body;
import cairn.identity.wire.Refusals;
import cairn.sql.Database;
import cairn.sql.ListPage;
import cairn.sql.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Decides about access rules. Safe for many threads. */
public final class AccessRules {
  private final Database database;
  private final Entropy entropy;
  private final AccessRuleStore store = new AccessRuleStore();

  public AccessRules(Database database, Entropy entropy) {
    this.database = database;
    this.entropy = entropy;
  }

  ListPage<AccessRule> list(Query query, String userId) {
    return database.read(tx -> store.list(tx, query, userId));
  }

  Optional<AccessRule> find(String userId, String id) {
    return database.read(tx -> store.find(tx, userId, id));
  }

  void delete(String userId, String id) {
    database.run(tx -> {
      if (store.inUse(tx, id)) {
        throw Refusals.notAuthorized("Access rule %s is still in use".formatted(id));
      }
      if (!store.delete(tx, userId, id)) {
        throw Refusals.notFound("Access Rule", id);
      }
    });
  }

  /**
   * Gives a new application credential the rules that its body asks for: those that are there by
   * their ids, others by what they say.
   */
  public List<AccessRule> give(
      Transaction tx, String userId, String credentialId, JsonNode wanted) {
    var rules = new ArrayList<AccessRule>();
    for (var each : wanted) {
      rules.add(rule(tx, userId, each));
    }
    store.link(tx, credentialId, rules);
    return rules;
  }

  private AccessRule rule(Transaction tx, String userId, JsonNode wanted) {
    var id = Body.text(wanted, "id");
    if (id.isPresent()) {
      return store
          .find(tx, userId, id.get())
          .orElseThrow(() -> Refusals.notFound("Access Rule", id.get()));
    }
    return store.ensure(
        tx,
        userId,
        new AccessRule(
            entropy.hexId(),
            part(wanted, "service"),
            part(wanted, "path"),
            part(wanted, "method")));
  }

  private static String part(JsonNode wanted, String key) {
    return Body.text(wanted, key).orElseThrow(() -> Refusals.missing(key, "access_rules"));
  }
}
