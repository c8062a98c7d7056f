package cairn.invariants;

import java.util.List;

/** What hosts have and have given away. */
final class PlacementRules {
  static final List<Rule> ALL =
      List.of(
          new Rule(
              "an inventory's count is not the sum of its allocations",
              """
              SELECT i.provider_id, i.resource_class, i.used, coalesce(a.used, 0) AS allocated
                FROM inventory i
                LEFT JOIN (SELECT provider_id, resource_class, sum(used) AS used
                             FROM allocation GROUP BY provider_id, resource_class) a
               USING (provider_id, resource_class)
               WHERE i.used <> coalesce(a.used, 0)
              """),
          new Rule(
              "more is allocated than there is",
              """
              SELECT provider_id, resource_class, used, total, reserved, allocation_ratio
                FROM inventory WHERE used > floor((total - reserved) * allocation_ratio)
              """),
          new Rule(
              "a consumer has no allocation",
              """
              SELECT id FROM consumer c
               WHERE NOT EXISTS (SELECT 1 FROM allocation a WHERE a.consumer_id = c.id)
              """));

  private PlacementRules() {}
}
