package cairn.identity;

import cairn.identity.limit.LimitModel;

/**
 * What can be set about projects and their limits.
 *
 * @param limitModel how limits of projects and of their domains go together
 * @param projectDepthMax how many levels of projects there may be below a domain
 */
public record ResourceSettings(LimitModel limitModel, int projectDepthMax) {
  /** Each limit for itself, five levels. */
  public static final ResourceSettings DEFAULTS = new ResourceSettings(LimitModel.FLAT, 5);

  private static final int STRICT_DEPTH = 2;

  /** The levels of projects that both settings allow. */
  int depthMax() {
    return limitModel == LimitModel.STRICT_TWO_LEVEL
        ? Math.min(projectDepthMax, STRICT_DEPTH)
        : projectDepthMax;
  }
}
