package cairn.gpu.whatif;

/**
 * What starts after a change.
 *
 * @param tasks of the queue
 * @param gpus that they use together
 */
public record Freed(int tasks, double gpus) {}
