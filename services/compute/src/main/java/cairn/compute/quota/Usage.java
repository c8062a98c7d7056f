package cairn.compute.quota;

/** What servers take of a project's quotas; memory in MiB. */
public record Usage(long instances, long cores, long memoryMib) {
  /** Both together. */
  public Usage plus(Usage more) {
    return new Usage(instances + more.instances, cores + more.cores, memoryMib + more.memoryMib);
  }

  /** That many times as much. */
  public Usage times(int count) {
    return new Usage(instances * count, cores * count, memoryMib * count);
  }

  long of(Resource resource) {
    return switch (resource) {
      case INSTANCES -> instances;
      case CORES -> cores;
      case RAM -> memoryMib;
      default -> 0;
    };
  }
}
