package cairn.placement.provider;

/** The names of resource classes that the program itself deals in. */
public final class ResourceClasses {
  /** Virtual processors. */
  public static final String VCPU = "VCPU";

  /** Memory in MiB. */
  public static final String MEMORY_MB = "MEMORY_MB";

  /** Disk in GiB. */
  public static final String DISK_GB = "DISK_GB";

  private ResourceClasses() {}
}
