package cairn.gpu.report;

import cairn.gpu.replay.Summary;

/** How figures are written, on pages and on terminals. */
public final class Figures {
  private Figures() {}

  /** The mean allocation at that load; {@code -} where nothing arrived. */
  public static String allocation(Summary summary, int percent) {
    var reached = percent < summary.runs().getFirst().allocation().size();
    var value = reached ? summary.allocation(percent) : Double.NaN;
    return Double.isNaN(value) ? "-" : Svg.number(value, 2);
  }

  /** The published one; {@code -} where there is none. */
  public static String published(Summary summary, int percent) {
    return summary.publishedAllocation(percent).map(value -> Svg.number(value, 2)).orElse("-");
  }

  /** The standard deviation of the allocation over the seeds. */
  public static String deviation(Summary summary, int percent) {
    return Svg.number(summary.deviation(percent), 2);
  }

  /** How many runs equal the published ones in every column. */
  public static String equalRuns(Summary summary) {
    return summary.published().isEmpty()
        ? "-"
        : summary.equalRuns() + " of " + summary.runs().size();
  }
}
