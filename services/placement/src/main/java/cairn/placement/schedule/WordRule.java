package cairn.placement.schedule;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** A rule that is one word of each block: enabled, in a zone, with a trait. */
record WordRule(
    String name,
    ToLongFunction<Block> passing,
    Function<List<Host>, String> words,
    String remedyText,
    double size)
    implements HostRule {

  @Override
  public long keep(Block block, int blockIndex, long candidates) {
    return candidates & passing.applyAsLong(block);
  }

  @Override
  public String refusal(List<Host> turnedDown) {
    return words.apply(turnedDown);
  }

  @Override
  public String remedy(Host host) {
    return remedyText;
  }

  @Override
  public double distance(Host host) {
    return size;
  }

  /** A rule about hosts chosen one by one: forced, excluded, of a group. */
  record Chosen(
      String name,
      long[] passing,
      Function<List<Host>, String> words,
      String remedyText,
      double size)
      implements HostRule {

    @Override
    public long keep(Block block, int blockIndex, long candidates) {
      return candidates & passing[blockIndex];
    }

    @Override
    public String refusal(List<Host> turnedDown) {
      return words.apply(turnedDown);
    }

    @Override
    public String remedy(Host host) {
      return remedyText;
    }

    @Override
    public double distance(Host host) {
      return size;
    }
  }
}
