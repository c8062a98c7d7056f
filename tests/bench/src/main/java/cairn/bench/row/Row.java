package cairn.bench.row;

import cairn.bench.table.Line;
import java.io.IOException;
import java.util.List;

/** A piece of work that is measured. */
public interface Row {
  /** Enough for some servers; many more would be heard in the figures by their beat. */
  int FEW_HOSTS = 2;

  /** What it is called on the command line. */
  String name();

  /** Whether it can be measured on a cloud that is not ours. */
  default boolean anywhere() {
    return true;
  }

  /** How many simulated hosts a cloud of ours has for it; with none, the machine is one. */
  default int hosts(Options options) {
    return FEW_HOSTS;
  }

  /** Measures it. */
  List<Line> measure(Run run) throws IOException;
}
