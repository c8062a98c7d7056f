package cairn.placement.provider;

import cairn.http.Request;
import cairn.placement.vocabulary.Words;
import cairn.placement.wire.Needs;
import cairn.sql.ListQuery;
import cairn.sql.Listing;
import cairn.sql.Transaction;
import java.util.List;

/** The list of providers that a query asks for, in one statement. */
final class ProviderList {
  private final Words traits;
  private final Words classes;

  ProviderList(Words traits, Words classes) {
    this.traits = traits;
    this.classes = classes;
  }

  List<Provider> read(Transaction tx, Request request) {
    var query = request.query();
    Needs.checkNames(
        request.version(),
        query.names(),
        "name",
        "uuid",
        "member_of@1.3",
        "resources@1.4",
        "in_tree@1.14",
        "required@1.18");
    var needs =
        Needs.read(
            request.version(),
            query.all("resources"),
            query.all("required"),
            query.all("member_of"),
            query.all("in_tree"));
    traits.check(tx, needs.traitNames());
    classes.check(tx, needs.resources().keySet());
    var list =
        ProviderStore.LISTING
            .query()
            .equal("provider.name", query.last("name"))
            .equal("provider.id", query.last("uuid").map(text -> Needs.uuid(text, "uuid")))
            .orderBy("name", Listing.Direction.ASCENDING);
    needs
        .inTree()
        .ifPresent(id ->
            list.where(
                "provider.root_id = (SELECT root_id FROM resource_provider WHERE id = :tree)",
                "tree",
                id));
    resources(list, needs);
    traits(list, needs);
    aggregates(list, needs);
    return list.page(tx, ProviderStore::provider).items();
  }

  private static void resources(ListQuery list, Needs needs) {
    var index = 0;
    for (var entry : needs.resources().entrySet()) {
      var offers =
          """
          EXISTS (
            SELECT FROM inventory
             WHERE provider_id = provider.id AND resource_class = :class_%1$d
               AND :amount_%1$d BETWEEN min_unit AND max_unit AND :amount_%1$d %% step_size = 0
               AND used + :amount_%1$d <= floor((total - reserved) * allocation_ratio))\
          """
              .formatted(index);
      list.where(offers, "class_" + index, entry.getKey())
          .bind("amount_" + index, entry.getValue());
      index++;
    }
  }

  private static void traits(ListQuery list, Needs needs) {
    var has =
        "EXISTS (SELECT FROM provider_trait WHERE provider_id = provider.id AND trait = ANY(:%s))";
    var index = 0;
    for (var any : needs.traits()) {
      var name = "traits_" + index++;
      list.where(has.formatted(name), name, any);
    }
    if (!needs.forbidden().isEmpty()) {
      list.where("NOT " + has.formatted("forbidden"), "forbidden", needs.forbidden());
    }
  }

  private static void aggregates(ListQuery list, Needs needs) {
    var in =
        """
        EXISTS (SELECT FROM provider_aggregate
                 WHERE provider_id = provider.id AND aggregate_id = ANY(:%s))\
        """;
    var index = 0;
    for (var any : needs.memberOf()) {
      var name = "aggregates_" + index++;
      list.where(in.formatted(name), name, any);
    }
    if (!needs.notMemberOf().isEmpty()) {
      list.where("NOT " + in.formatted("others"), "others", needs.notMemberOf());
    }
  }
}
