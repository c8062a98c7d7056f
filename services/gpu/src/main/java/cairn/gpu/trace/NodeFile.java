package cairn.gpu.trace;

import cairn.packing.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

/**
 * The CSV form of a fleet: {@code sn,cpu_milli,memory_mib,gpu,model}; other columns are skipped.
 */
public final class NodeFile {
  private static final List<String> COLUMNS =
      List.of("sn", "cpu_milli", "memory_mib", "gpu", "model");

  /** Ten thousand CPUs and a pebibyte: what is more is a slip of the pen. */
  static final int CPU_MILLI_MAX = 10_000_000;

  static final int MEMORY_MIB_MAX = 1 << 30;

  private NodeFile() {}

  /** The nodes, by name. The source names the file in errors. */
  public static List<Node> read(String source, String text) {
    var nodes = new ArrayList<Node>();
    var names = new HashSet<String>();
    for (var row : new Csv(source, text, COLUMNS).rows()) {
      var name = row.text("sn");
      if (name.isEmpty() || !names.add(name)) {
        throw row.wrong(name.isEmpty() ? "a node has no name" : name + " is there twice");
      }
      var gpus = row.number("gpu", Node.GPUS_MAX);
      var model = row.text("model");
      if (gpus > 0 && model.isEmpty()) {
        throw row.wrong("%s has GPUs, but no model".formatted(name));
      }
      nodes.add(
          new Node(
              name,
              row.number("cpu_milli", CPU_MILLI_MAX),
              row.number("memory_mib", MEMORY_MIB_MAX),
              gpus,
              gpus == 0 ? "" : model));
    }
    if (nodes.isEmpty()) {
      throw new BadInput("%s: there are no nodes in it".formatted(source));
    }
    nodes.sort(Comparator.comparing(Node::name));
    return List.copyOf(nodes);
  }
}
