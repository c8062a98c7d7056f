package cairn.placement.vocabulary;

import cairn.policy.Rule;

/** Who may do what with words. */
final class VocabularyPolicy {
  private static final String OPERATORS = "role:admin or role:service";

  static final Rule LIST_TRAITS = rule("traits:list", "List traits");
  static final Rule SHOW_TRAIT = rule("traits:show", "Tell whether there is a trait");
  static final Rule PUT_TRAIT = rule("traits:update", "Add a trait");
  static final Rule DELETE_TRAIT = rule("traits:delete", "Delete a trait");
  static final Rule LIST_CLASSES = rule("resource_classes:list", "List resource classes");
  static final Rule SHOW_CLASS = rule("resource_classes:show", "Show a resource class");
  static final Rule CREATE_CLASS = rule("resource_classes:create", "Add a resource class");
  static final Rule PUT_CLASS = rule("resource_classes:update", "Add a resource class");
  static final Rule DELETE_CLASS = rule("resource_classes:delete", "Delete a resource class");

  private VocabularyPolicy() {}

  private static Rule rule(String name, String description) {
    return new Rule("placement:" + name, OPERATORS, description);
  }
}
