package cairn.packing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What every node has left, in arrays. Nodes have indexes in the order they were given in, which is
 * the order that decides between equally good ones. Used by one thread.
 */
public final class Fleet {
  /** The shares of one GPU. */
  public static final int DEVICE_MILLI = 1000;

  private final List<Node> nodes;
  private final Models models;
  private final Shapes shapes = new Shapes();
  private final Changes changes;
  private final int stride;
  private final int[] cpuLeft;
  private final int[] memoryLeft;
  private final byte[] devices;
  private final byte[] model;
  private final short[] gpuLeft;
  private final short[] mostLeft;
  private final byte[] free;
  private final int[] idle;
  private final short[] sizes;
  private final byte[] sizesPresent;
  private final int cpuMilliMax;
  private final int gpuMilliMax;
  private final long capacityMilli;
  private long allocatedMilli;

  /** An empty fleet of those nodes. */
  public Fleet(List<Node> nodes) {
    this.nodes = List.copyOf(nodes);
    models = new Models(this.nodes);
    var count = this.nodes.size();
    stride = this.nodes.stream().mapToInt(Node::gpus).max().orElse(0);
    changes = new Changes(count);
    cpuLeft = this.nodes.stream().mapToInt(Node::cpuMilli).toArray();
    memoryLeft = this.nodes.stream().mapToInt(Node::memoryMib).toArray();
    devices = new byte[count];
    model = new byte[count];
    gpuLeft = new short[count * stride];
    mostLeft = new short[count];
    free = new byte[count];
    idle = new int[count];
    sizes = new short[count * (stride + 1)];
    sizesPresent = new byte[count];
    for (var node = 0; node < count; node++) {
      var given = this.nodes.get(node);
      devices[node] = (byte) given.gpus();
      model[node] = (byte) models.number(given.model());
      for (var device = 0; device < given.gpus(); device++) {
        gpuLeft[node * stride + device] = DEVICE_MILLI;
      }
      summarise(node);
    }
    cpuMilliMax = this.nodes.stream().mapToInt(Node::cpuMilli).max().orElse(0);
    gpuMilliMax = stride * DEVICE_MILLI;
    capacityMilli = this.nodes.stream().mapToLong(node -> (long) node.gpus() * DEVICE_MILLI).sum();
  }

  /** How many nodes there are. */
  public int size() {
    return devices.length;
  }

  /** The node with that index, as it came. */
  public Node node(int node) {
    return nodes.get(node);
  }

  /** The GPU models of its nodes. */
  public Models models() {
    return models;
  }

  /** The shape of a task, the same object for equal tasks. */
  public Shape shape(Task task) {
    return shapes.of(task, models);
  }

  /** Takes what the task needs from that slot, which has to have it. */
  public void place(Shape shape, long slot) {
    move(shape, slot, 1);
  }

  /** Gives back what a task took there. */
  public void release(Shape shape, long slot) {
    move(shape, slot, -1);
  }

  private void move(Shape shape, long slot, int sign) {
    var node = Slot.node(slot);
    var taken = sign * shape.gpuMilli();
    cpuLeft[node] -= sign * shape.cpuMilli();
    memoryLeft[node] -= sign * shape.memoryMib();
    for (var rest = Slot.devices(slot); rest != 0; rest &= rest - 1) {
      gpuLeft[node * stride + Integer.numberOfTrailingZeros(rest)] -= (short) taken;
      allocatedMilli += taken;
    }
    if (shape.gpus() > 0) {
      sizes[node * (stride + 1) + size(shape)] += (short) sign;
      summarise(node);
    }
    changes.add(node);
  }

  private void summarise(int node) {
    int sum = 0;
    int most = 0;
    int whole = 0;
    int present = 0;
    for (var device = 0; device < devices[node]; device++) {
      var left = gpuLeft[node * stride + device];
      sum += left;
      most = Math.max(most, left);
      whole += left == DEVICE_MILLI ? 1 : 0;
    }
    for (var size = 0; size <= stride; size++) {
      present += sizes[node * (stride + 1) + size] > 0 ? 1 : 0;
    }
    idle[node] = sum;
    mostLeft[node] = (short) most;
    free[node] = (byte) whole;
    sizesPresent[node] = (byte) present;
  }

  /** Does the task fit there now, its memory aside? */
  public boolean fits(int node, Shape shape) {
    return accepts(node, shape)
        && cpuLeft[node] >= shape.cpuMilli()
        && (shape.isShare() ? mostLeft[node] >= shape.gpuMilli() : free[node] >= shape.gpus());
  }

  /** Has the node a GPU model that the task accepts? */
  public boolean accepts(int node, Shape shape) {
    return (shape.models() >>> model[node] & 1) != 0;
  }

  public int cpuLeft(int node) {
    return cpuLeft[node];
  }

  public int memoryLeft(int node) {
    return memoryLeft[node];
  }

  /** How many GPUs the node has. */
  public int devices(int node) {
    return devices[node];
  }

  /** The number of its GPU model, for {@link #models}. */
  public int model(int node) {
    return model[node];
  }

  /** What one GPU has left, in thousandths. */
  public int gpuLeft(int node, int device) {
    return gpuLeft[node * stride + device];
  }

  /** What the emptiest GPU of the node has left. */
  public int mostLeft(int node) {
    return mostLeft[node];
  }

  /** How many of its GPUs are wholly free. */
  public int free(int node) {
    return free[node];
  }

  /** What all its GPUs together have left. */
  public int idle(int node) {
    return idle[node];
  }

  /** How many tasks run there that ask for as many GPUs as that shape (shares are one size). */
  public int sameSize(int node, Shape shape) {
    return sizes[node * (stride + 1) + size(shape)];
  }

  /** How many different sizes of GPU tasks run there. */
  public int sizesPresent(int node) {
    return sizesPresent[node];
  }

  private static int size(Shape shape) {
    return shape.isShare() ? 0 : shape.gpus();
  }

  /** The CPU of the largest node. */
  public int cpuMilliMax() {
    return cpuMilliMax;
  }

  /** The GPU shares of the node with the most GPUs. */
  public int gpuMilliMax() {
    return gpuMilliMax;
  }

  /** The GPU shares of the whole fleet. */
  public long capacityMilli() {
    return capacityMilli;
  }

  /** Those of them that tasks have. */
  public long allocatedMilli() {
    return allocatedMilli;
  }

  Changes changes() {
    return changes;
  }

  /** The shapes in use, equal tasks once, and the kinds among them. */
  private static final class Shapes {
    /** When there are more, they are forgotten: equal tasks get new shapes, of new kinds. */
    private static final int MAX = 1 << 16;

    private final Map<Task, Shape> known = new HashMap<>();
    private final Map<Task, Integer> kinds = new HashMap<>();
    private int nextKind;

    Shape of(Task task, Models models) {
      var shape = known.get(task);
      if (shape == null) {
        if (known.size() == MAX) {
          known.clear();
          kinds.clear();
        }
        var bare = new Task(task.cpuMilli(), 0, task.gpus(), task.gpuMilli(), task.models());
        var kind = kinds.computeIfAbsent(bare, any -> nextKind++);
        shape = new Shape(task, kind, models.mask(task.models()));
        known.put(task, shape);
      }
      return shape;
    }
  }
}
