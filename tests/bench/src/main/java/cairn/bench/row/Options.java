package cairn.bench.row;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param time for which each row is measured
 * @param clients that send at once
 * @param servers that are in the cloud when lists are measured
 * @param created servers that are created by 16 clients
 * @param hosts simulated hosts
 * @param providers resource providers that are asked for allocation candidates
 */
public record Options(
    Duration time, int clients, int servers, int created, int hosts, int providers) {}
