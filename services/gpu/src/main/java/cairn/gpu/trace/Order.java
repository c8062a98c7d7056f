package cairn.gpu.trace;

/**
 * One arrival of a workload's tasks.
 *
 * @param seed what it was drawn from
 * @param arrivals for each arrival the index of its task, in the list by name
 * @param ranks for each node, in the list by name, its place among equals: the lowest wins
 */
public record Order(long seed, int[] arrivals, int[] ranks) {}
