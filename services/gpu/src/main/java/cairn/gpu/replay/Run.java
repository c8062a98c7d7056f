package cairn.gpu.replay;

import java.util.List;

/**
 * What came of a replay.
 *
 * @param allocation percent of the fleet's GPU that tasks have, against load
 * @param fragments percent of the fleet's GPU that is of no use to the usual demand, against load
 * @param arrivals how many tasks arrived
 * @param failed how many of them found no place
 * @param impossible how many of those could never find one, in an empty fleet neither
 * @param stranded what became of the GPUs of each model
 */
public record Run(
    String workload,
    String policy,
    long seed,
    Curve allocation,
    Curve fragments,
    int arrivals,
    int failed,
    int impossible,
    List<Stranded> stranded) {}
