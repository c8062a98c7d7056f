package cairn.gpu.steady;

import cairn.packing.Shape;

/**
 * A task that comes.
 *
 * @param at when, in seconds; measuring begins at 0
 * @param stay for how many seconds it runs once it has a place
 */
record Arrival(Shape shape, double at, double stay) {}
