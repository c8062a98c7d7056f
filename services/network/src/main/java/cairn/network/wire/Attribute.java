package cairn.network.wire;

import cairn.policy.Rule;
import java.util.Optional;

/**
 * One attribute of a noun on the wire.
 *
 * @param check of a given value
 * @param post whether it may be given at creation
 * @param put whether it may be changed
 * @param required whether it must be given at creation
 * @param postRule who may give it, when not everybody who may create
 * @param putRule who may change it, when not everybody who may update
 */
public record Attribute(
    String name,
    Check check,
    boolean post,
    boolean put,
    boolean required,
    Optional<Rule> postRule,
    Optional<Rule> putRule) {
  /** One that callers only see. */
  public static Attribute shown(String name) {
    return new Attribute(name, Check.ANY, false, false, false, none(), none());
  }

  /** One that is given at creation and stays. */
  public static Attribute fixed(String name, Check check) {
    return new Attribute(name, check, true, false, false, none(), none());
  }

  /** One that may be given and changed. */
  public static Attribute free(String name, Check check) {
    return new Attribute(name, check, true, true, false, none(), none());
  }

  /** The same, to be given at creation. */
  public Attribute must() {
    return new Attribute(name, check, post, put, true, postRule, putRule);
  }

  /** The same, for those alone whom the rules allow it. */
  public Attribute only(Rule toPost, Rule toPut) {
    return new Attribute(name, check, post, put, required, Optional.of(toPost), Optional.of(toPut));
  }

  private static Optional<Rule> none() {
    return Optional.empty();
  }
}
