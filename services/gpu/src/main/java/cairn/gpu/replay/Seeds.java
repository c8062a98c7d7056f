package cairn.gpu.replay;

import cairn.gpu.trace.BadInput;
import java.util.List;
import java.util.stream.LongStream;

/** Seeds as an operator writes them: {@code 42-51}, {@code 42,44,50-60}. */
public final class Seeds {
  private static final int MAX = 1000;

  private Seeds() {}

  /** The seeds of that text, in its order. */
  public static List<Long> parse(String text) {
    if (!text.matches("\\d{1,9}(-\\d{1,9})?(,\\d{1,9}(-\\d{1,9})?)*")) {
      throw new BadInput("--seeds: '%s' is not like 42-51 or 42,44".formatted(text));
    }
    var seeds = LongStream.empty();
    for (var part : text.split(",")) {
      var ends = part.split("-");
      var first = Long.parseLong(ends[0]);
      var last = Long.parseLong(ends[ends.length - 1]);
      if (last < first || last - first >= MAX) {
        throw new BadInput(
            "--seeds: %s has to go upwards, over at most %d seeds".formatted(part, MAX));
      }
      seeds = LongStream.concat(seeds, LongStream.rangeClosed(first, last));
    }
    return seeds.distinct().limit(MAX).boxed().toList();
  }
}
