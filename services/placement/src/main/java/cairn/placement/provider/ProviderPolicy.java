package cairn.placement.provider;

import cairn.policy.Rule;

/** Who may do what with providers: operators, and the cloud's own services. */
final class ProviderPolicy {
  static final Rule LIST = rule("resource_providers:list", "List resource providers");
  static final Rule CREATE = rule("resource_providers:create", "Make a resource provider");
  static final Rule SHOW = rule("resource_providers:show", "Show a resource provider");
  static final Rule UPDATE = rule("resource_providers:update", "Rename a resource provider");
  static final Rule DELETE = rule("resource_providers:delete", "Delete a resource provider");

  static final Rule LIST_INVENTORIES =
      rule("resource_providers:inventories:list", "List what a provider has");
  static final Rule CREATE_INVENTORY =
      rule("resource_providers:inventories:create", "Add to what a provider has");
  static final Rule SHOW_INVENTORY =
      rule("resource_providers:inventories:show", "Show how much of a class a provider has");
  static final Rule UPDATE_INVENTORY =
      rule("resource_providers:inventories:update", "Change what a provider has");
  static final Rule DELETE_INVENTORY =
      rule("resource_providers:inventories:delete", "Take away from what a provider has");

  static final Rule LIST_AGGREGATES =
      rule("resource_providers:aggregates:list", "List a provider's aggregates");
  static final Rule UPDATE_AGGREGATES =
      rule("resource_providers:aggregates:update", "Set a provider's aggregates");

  static final Rule LIST_TRAITS =
      rule("resource_providers:traits:list", "List a provider's traits");
  static final Rule UPDATE_TRAITS =
      rule("resource_providers:traits:update", "Set a provider's traits");
  static final Rule DELETE_TRAITS =
      rule("resource_providers:traits:delete", "Take all traits from a provider");

  static final Rule USAGES = rule("resource_providers:usages", "Show what of a provider is in use");

  private ProviderPolicy() {}

  private static Rule rule(String name, String description) {
    return new Rule("placement:" + name, "role:admin or role:service", description);
  }
}
