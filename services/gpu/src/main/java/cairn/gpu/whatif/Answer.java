package cairn.gpu.whatif;

import cairn.packing.Node;
import cairn.packing.Task;
import java.util.List;

/**
 * What was found.
 *
 * @param nodes how many there are
 * @param gpus of all of them
 * @param running tasks that ran already
 * @param now what of the queue fits as things are; the rest is about what does not
 * @param impossible tasks of the queue that can never fit
 * @param waiting tasks that stay in the queue
 * @param waitingGpus what they ask for together
 * @param models what is idle and stranded, for each GPU model
 * @param shapes what waits, most GPUs first
 * @param additions what one more node of each kind would start
 * @param split what would start if tasks for one GPU were content with half of one
 * @param halved the same, with half the CPU and memory too
 * @param unbound what would start if CPU and memory were no limit
 * @param moved what would start after moving running tasks
 * @param moves how many tasks that takes
 */
public record Answer(
    int nodes,
    double gpus,
    int running,
    Freed now,
    List<Task> impossible,
    int waiting,
    double waitingGpus,
    List<Model> models,
    List<Waiting> shapes,
    List<Addition> additions,
    Freed split,
    Freed halved,
    Freed unbound,
    Freed moved,
    int moves) {
  /**
   * The GPUs of one model.
   *
   * @param idle what no task has
   * @param stranded what of it some waiting task would take, if it could
   */
  public record Model(String name, double gpus, double idle, double stranded) {}

  /**
   * Equal tasks that wait.
   *
   * @param lackOther idle GPU that would do, on nodes with too little CPU or memory left
   * @param pieces idle GPU of accepted models in pieces too small for it
   * @param why how many nodes each rule turned down
   */
  public record Waiting(Task task, int count, double lackOther, double pieces, String why) {
    /** What they ask for together. */
    public double gpus() {
      return count * task.gpuMilliTotal() / 1000.0;
    }
  }

  /** One more node of that kind, and what starts then. */
  public record Addition(Node node, Freed freed) {}
}
