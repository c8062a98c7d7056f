package cairn.network.wire;

import cairn.policy.Rule;
import java.util.List;

/** The rules of a noun's five routes. */
public record NounPolicy(Rule create, Rule get, Rule update, Rule delete) {
  /** Who reads, for nouns that belong to a project. */
  public static final String READER = "rule:project_reader_or_admin";

  /** Who writes, for nouns that belong to a project. */
  public static final String MEMBER = "rule:project_member_or_admin";

  /** The operator alone. */
  public static final String ADMIN = "role:admin";

  /** The usual defaults: readers of the project read, its members write, the admin does both. */
  public static NounPolicy usual(String noun) {
    return of(noun, READER, MEMBER);
  }

  /** The same names with other checks. */
  public static NounPolicy of(String noun, String read, String write) {
    var words = noun.replace('_', ' ');
    return new NounPolicy(
        new Rule("create_" + noun, write, "Create a " + words),
        new Rule("get_" + noun, read, "Get a " + words),
        new Rule("update_" + noun, write, "Update a " + words),
        new Rule("delete_" + noun, write, "Delete a " + words));
  }

  /** All of them. */
  public List<Rule> rules() {
    return List.of(create, get, update, delete);
  }
}
