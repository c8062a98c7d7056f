package cairn.gpu.replay;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The runs of one policy on one workload, one for each seed, and what was published of the same.
 *
 * @param published the published curves of the same runs, in the same order; empty unless there is
 *     one for each
 */
public record Summary(String workload, String policy, List<Run> runs, List<double[]> published) {
  private static final double ROUNDING = 0.01 + 1e-9;

  /** The mean allocation at that load, in percent; NaN where nothing arrived. */
  public double allocation(int percent) {
    return mean(Run::allocation, percent);
  }

  /** The mean of the fragments at that load, in percent. */
  public double fragments(int percent) {
    return mean(Run::fragments, percent);
  }

  private double mean(Function<Run, Curve> figure, int percent) {
    return runs.stream()
        .mapToDouble(run -> figure.apply(run).at(percent))
        .average()
        .orElse(Double.NaN);
  }

  /** The standard deviation of the allocation at that load over the seeds. */
  public double deviation(int percent) {
    var mean = allocation(percent);
    var squares =
        runs.stream()
            .mapToDouble(run -> Math.pow(run.allocation().at(percent) - mean, 2))
            .average()
            .orElse(Double.NaN);
    return Math.sqrt(squares);
  }

  /** The published mean allocation at that load. */
  public Optional<Double> publishedAllocation(int percent) {
    if (published.isEmpty() || percent >= published.getFirst().length) {
      return Optional.empty();
    }
    return Optional.of(
        published.stream().mapToDouble(row -> row[percent]).average().orElse(Double.NaN));
  }

  /** How many runs equal the published ones in every column, to the rounding. */
  public int equalRuns() {
    var equal = 0;
    for (var i = 0; i < published.size(); i++) {
      equal += isEqual(runs.get(i).allocation(), published.get(i)) ? 1 : 0;
    }
    return equal;
  }

  private static boolean isEqual(Curve curve, double[] row) {
    for (var percent = 0; percent < Math.min(row.length, curve.size()); percent++) {
      // The last column of a run that was cut at a lower load has fewer arrivals in it.
      var cut = percent == curve.size() - 1 && curve.size() < row.length;
      if (!cut && !(Math.abs(curve.at(percent) - row[percent]) <= ROUNDING)) {
        return false;
      }
    }
    return true;
  }

  /** Of each model, the mean over the runs. */
  public List<Stranded> stranded() {
    return runs.getFirst().stranded().stream().map(first -> mean(first.model())).toList();
  }

  private Stranded mean(String model) {
    var all =
        runs.stream()
            .flatMap(run -> run.stranded().stream())
            .filter(stranded -> stranded.model().equals(model))
            .toList();
    return new Stranded(
        model,
        all.stream().mapToDouble(Stranded::capacity).average().orElse(0),
        all.stream().mapToDouble(Stranded::allocated).average().orElse(0),
        all.stream().mapToDouble(Stranded::fragments).average().orElse(0));
  }
}
