package cairn.placement.provider;

/**
 * What the scheduler has to know of a provider that is a host, beside what it has to give.
 *
 * @param enabled whether the operator lets new servers go there
 * @param up whether it is heard of
 * @param zone its availability zone
 */
public record HostState(boolean enabled, boolean up, String zone) {}
