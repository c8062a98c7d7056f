package cairn.identity.limit;

/** How limits of projects and of their domains go together. */
public enum LimitModel {
  /** They do not: each stands for itself. */
  FLAT(
      "flat",
      "Limits of projects are checked each for itself, wherever the project is in its tree."),
  /** A project's limit is never above its domain's, and trees have two levels of projects. */
  STRICT_TWO_LEVEL(
      "strict_two_level",
      "No project's limit is above that of its domain, and no tree of projects has more than two"
          + " levels.");

  private final String wireName;
  private final String description;

  LimitModel(String wireName, String description) {
    this.wireName = wireName;
    this.description = description;
  }

  /** The name in the API and in cairn.yaml. */
  public String wireName() {
    return wireName;
  }

  String description() {
    return description;
  }
}
