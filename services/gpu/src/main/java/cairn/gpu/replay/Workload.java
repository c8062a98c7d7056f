package cairn.gpu.replay;

import cairn.gpu.trace.Order;
import cairn.gpu.trace.Pod;
import cairn.packing.Fleet;
import cairn.packing.Node;
import cairn.packing.Task;
import cairn.packing.Typical;
import java.util.List;

/**
 * A fleet and the tasks that it is asked to run.
 *
 * @param nodes by name
 * @param pods by name
 * @param typical what is usually asked for, taken from the tasks
 */
public record Workload(String name, List<Node> nodes, List<Pod> pods, Typical typical) {
  public Workload(String name, List<Node> nodes, List<Pod> pods) {
    this(name, nodes, pods, Typical.of(pods.stream().map(Pod::task).toList()));
  }

  /** The tasks alone, in the order of the list. */
  public List<Task> tasks() {
    return pods.stream().map(Pod::task).toList();
  }

  /** An empty fleet whose nodes have the order that decides between equals. */
  public Fleet fleet(Order order) {
    var ranked = new Node[nodes.size()];
    for (var node = 0; node < ranked.length; node++) {
      ranked[order.ranks()[node]] = nodes.get(node);
    }
    return new Fleet(List.of(ranked));
  }
}
