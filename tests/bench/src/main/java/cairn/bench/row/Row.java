package cairn.bench.row;

import cairn.bench.table.Line;
import java.io.IOException;
import java.util.List;

/** A piece of work that is measured. */
public interface Row {
  /** What it is called on the command line. */
  String name();

  /** Whether it can be measured on a cloud that is not ours. */
  default boolean anywhere() {
    return true;
  }

  /** Measures it. */
  List<Line> measure(Run run) throws IOException;
}
