package cairn.gpu.replay;

/**
 * A figure against load: for each whole percent of the fleet's GPU that has arrived the mean of the
 * figure over the arrivals that round to it. Used by one thread.
 */
public final class Curve {
  private final double[] sums;
  private final int[] counts;

  /** From 0 to that many percent. */
  Curve(int percentMax) {
    sums = new double[percentMax + 1];
    counts = new int[percentMax + 1];
  }

  /**
   * As the published tables are made: the figure is rounded to 2 decimals before it is averaged.
   */
  void add(double arrivedPercent, double figure) {
    var column = (int) Math.rint(arrivedPercent);
    if (column < sums.length) {
      sums[column] += Math.rint(figure * 100) / 100;
      counts[column]++;
    }
  }

  /** How many columns there are. */
  public int size() {
    return sums.length;
  }

  /** The figure at that load, in percent; NaN where nothing arrived. */
  public double at(int percent) {
    return counts[percent] == 0 ? Double.NaN : sums[percent] / counts[percent];
  }

  /** The figure at the highest load that was reached. */
  public double last() {
    var percent = sums.length - 1;
    while (percent > 0 && counts[percent] == 0) {
      percent--;
    }
    return at(percent);
  }
}
