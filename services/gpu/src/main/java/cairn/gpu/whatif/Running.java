package cairn.gpu.whatif;

import cairn.packing.Task;

/** A task and its slot. */
record Running(Task task, long slot) {}
