package cairn.placement.schedule;

import java.util.List;

/** One reason for which a host may not do, bound to what a server needs. Pure. */
interface HostRule {
  /** Its name, for counts and metrics. */
  String name();

  /** Those of a block's candidates that pass. */
  long keep(Block block, int blockIndex, long candidates);

  /** What is wrong with the hosts that it turned down, to follow their number. */
  String refusal(List<Host> turnedDown);

  /** What would make that host pass, to follow "would fit". */
  String remedy(Host host);

  /** How large that change is: below 1 where another flavor will do, more where it will not. */
  double distance(Host host);

  /** Has or have. */
  static String has(List<Host> hosts) {
    return hosts.size() == 1 ? "has" : "have";
  }

  /** Is or are. */
  static String is(List<Host> hosts) {
    return hosts.size() == 1 ? "is" : "are";
  }
}
