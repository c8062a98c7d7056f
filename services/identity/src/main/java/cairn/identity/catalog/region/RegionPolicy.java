package cairn.identity.catalog.region;

import cairn.identity.wire.Checks;
import cairn.policy.Rule;

/** Who may see and change regions. */
final class RegionPolicy {
  static final Rule LIST = new Rule("identity:list_regions", "", "List regions.");
  static final Rule SHOW = new Rule("identity:get_region", "", "Show a region.");
  static final Rule CREATE =
      Checks.installation("identity:create_region", Checks.ADMIN, "Create a region.");
  static final Rule UPDATE =
      Checks.installation("identity:update_region", Checks.ADMIN, "Update a region.");
  static final Rule DELETE =
      Checks.installation("identity:delete_region", Checks.ADMIN, "Delete a region.");

  private RegionPolicy() {}
}
