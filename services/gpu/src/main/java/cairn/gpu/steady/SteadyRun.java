package cairn.gpu.steady;

import java.time.Duration;

/**
 * What came of a steady state.
 *
 * @param load the GPU that tasks ask for on average, in percent of the fleet's
 * @param allocation the GPU that tasks had on average, in percent of the fleet's
 * @param tasks how many came while it was measured
 * @param waitMean of those tasks; who still waits at the end has waited until then
 * @param waitedOverHour which part of those tasks waited over an hour, in percent
 * @param waitingAtEnd how many wait at the end
 */
public record SteadyRun(
    String workload,
    String policy,
    int load,
    double allocation,
    int tasks,
    Duration waitMean,
    double waitedOverHour,
    int waitingAtEnd) {}
