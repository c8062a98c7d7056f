package cairn.packing;

import java.util.ArrayList;

/**
 * Why no node takes a task: each node counted once, under the first rule that turns it down.
 *
 * @param nodes how many nodes were looked at: the sum of the others
 * @param wrongModel have no GPU of a model that the task accepts
 * @param tooSmall would not have enough even if they were empty
 * @param lackCpu have too little CPU left
 * @param lackMemory have too little memory left
 * @param lackGpu have too little GPU left: no device with enough for the share, or too few free
 */
public record Refusal(
    int nodes, int wrongModel, int tooSmall, int lackCpu, int lackMemory, int lackGpu) {

  /** Counts the nodes that do not take the shape now; those that do are in none of the counts. */
  public static Refusal of(Fleet fleet, Shape shape) {
    var wrongModel = 0;
    var tooSmall = 0;
    var lackCpu = 0;
    var lackMemory = 0;
    var lackGpu = 0;
    for (var node = 0; node < fleet.size(); node++) {
      if (!fleet.accepts(node, shape)) {
        wrongModel++;
      } else if (!couldFit(fleet.node(node), shape)) {
        tooSmall++;
      } else if (fleet.cpuLeft(node) < shape.cpuMilli()) {
        lackCpu++;
      } else if (fleet.memoryLeft(node) < shape.memoryMib()) {
        lackMemory++;
      } else if (!fleet.fits(node, shape)) {
        lackGpu++;
      }
    }
    var nodes = wrongModel + tooSmall + lackCpu + lackMemory + lackGpu;
    return new Refusal(nodes, wrongModel, tooSmall, lackCpu, lackMemory, lackGpu);
  }

  /** Would the task not fit even if the fleet were empty? */
  public boolean forEver() {
    return lackCpu + lackMemory + lackGpu == 0;
  }

  private static boolean couldFit(Node node, Shape shape) {
    return node.cpuMilli() >= shape.cpuMilli()
        && node.memoryMib() >= shape.memoryMib()
        && node.gpus() >= shape.gpus();
  }

  /** All of it as a sentence for a person. */
  public String text() {
    var reasons = new ArrayList<String>();
    add(reasons, wrongModel, "have no GPU of a model that it accepts");
    add(reasons, tooSmall, "are too small even when empty");
    add(reasons, lackCpu, "have too little CPU left");
    add(reasons, lackMemory, "have too little memory left");
    add(reasons, lackGpu, "have too little GPU left in one place");
    return "%d nodes: %s".formatted(nodes, String.join(", ", reasons));
  }

  private static void add(ArrayList<String> reasons, int count, String what) {
    if (count > 0) {
      reasons.add(count + " " + what);
    }
  }
}
