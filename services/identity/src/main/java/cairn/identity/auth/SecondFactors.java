package cairn.identity.auth;

import cairn.common.CloudException;
import cairn.identity.token.AuthMethod;
import cairn.identity.token.Receipts;
import cairn.identity.wire.Refusals;
import cairn.sql.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The rules that a user has about how many methods a login takes: options of the user, any one rule
 * of which is enough. Safe for many threads.
 */
final class SecondFactors {
  /** The proofs are right, but more are needed. */
  static final class NotEnough extends CloudException {
    private static final long serialVersionUID = 1L;
    private final transient Receipts.Receipt receipt;
    private final transient List<Set<AuthMethod>> wanted;

    NotEnough(Receipts.Receipt receipt, List<Set<AuthMethod>> wanted) {
      super(
          Kind.UNAUTHENTICATED,
          "Insufficient auth methods received for %s.".formatted(receipt.userId()));
      this.receipt = receipt;
      this.wanted = wanted;
    }

    Receipts.Receipt receipt() {
      return receipt;
    }

    /** The rules that would let pass what is a beginning of them. */
    List<Set<AuthMethod>> wanted() {
      return wanted;
    }
  }

  private final Database database;
  private final LoginStore store;
  private final Receipts receipts;

  SecondFactors(Database database, LoginStore store, Receipts receipts) {
    this.database = database;
    this.store = store;
    this.receipts = receipts;
  }

  /** Adds what the user has a receipt for, and throws {@link NotEnough} if it is not enough. */
  Proven check(Proven offered, Optional<String> receipt, Instant now) {
    var proven = receipt.map(text -> offered.and(earlier(text, offered, now))).orElse(offered);
    var rules = rules(proven.userId());
    if (rules.isEmpty() || rules.stream().anyMatch(proven.methods()::containsAll)) {
      return proven;
    }
    throw new NotEnough(
        new Receipts.Receipt(proven.userId(), proven.methods(), now.plus(Receipts.LIFETIME)),
        rules.stream().filter(rule -> rule.stream().anyMatch(proven.methods()::contains)).toList());
  }

  private Set<AuthMethod> earlier(String text, Proven offered, Instant now) {
    return receipts
        .read(text, now)
        .filter(found -> found.userId().equals(offered.userId()))
        .map(Receipts.Receipt::methods)
        .orElseThrow(() -> Refusals.unauthenticated("the receipt is not this user's"));
  }

  /** Methods that this service does not know are left out of the rules. */
  private List<Set<AuthMethod>> rules(String userId) {
    var options = database.read(tx -> store.options(tx, userId));
    if (options.isEmpty() || !options.get().path("multi_factor_auth_enabled").booleanValue(true)) {
      return List.of();
    }
    var rules = new ArrayList<Set<AuthMethod>>();
    for (var rule : options.get().path("multi_factor_auth_rules")) {
      if (!rule.isEmpty()) {
        rules.add(methods(rule));
      }
    }
    return rules;
  }

  private static Set<AuthMethod> methods(JsonNode rule) {
    var methods = EnumSet.noneOf(AuthMethod.class);
    rule.forEach(name -> AuthMethod.named(name.asString("")).ifPresent(methods::add));
    return methods;
  }
}
