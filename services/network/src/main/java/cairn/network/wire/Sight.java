package cairn.network.wire;

import cairn.policy.Caller;

/**
 * What a caller gets to see: everything, or what belongs to a project (and what is shared with
 * all).
 *
 * @param all whether everything is seen
 * @param project the caller's project; empty when the token has none
 */
public record Sight(boolean all, String project) {
  /** The sight of the program itself. */
  public static final Sight ALL = new Sight(true, "");

  /** That of a caller. */
  public static Sight of(Caller caller) {
    return new Sight(caller.hasRole("admin"), caller.projectId().orElse(""));
  }

  /** Whether something of that project is seen. */
  public boolean sees(String projectId) {
    return all || project.equals(projectId);
  }
}
