package cairn.app.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Looks the host over. */
public final class Doctor {
  private static final long GIB = 1L << 30;
  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)(?:\\.(\\d+))?");

  private final Host host;

  Doctor(Host host) {
    this.host = host;
  }

  /** One that looks at this machine. */
  public static Doctor ofThisMachine() {
    return new Doctor(Host.local());
  }

  /**
   * All findings.
   *
   * @param data the cloud's data folder
   * @param port the API's port
   * @param up whether the cloud is up, so that its port is rightly taken
   */
  public List<Finding> examine(Path data, int port, boolean up) {
    var findings = new ArrayList<Finding>();
    findings.add(virtualisation());
    findings.add(datapath());
    findings.add(qemu());
    findings.add(openVswitch());
    findings.add(program("OVN", "ovn-northd", "ovn-central and ovn-host"));
    findings.add(program("ip", "ip", "iproute2"));
    findings.add(rights());
    findings.add(tun());
    findings.add(cgroups());
    findings.add(port(port, up));
    findings.add(disk(data));
    findings.add(memory());
    return findings;
  }

  private Finding virtualisation() {
    if (!host.exists("/dev/kvm")) {
      return Finding.note(
          "virtualisation",
          "/dev/kvm is missing: guests run by translation (TCG), about ten times slower",
          "enable virtualisation in the firmware, or nested virtualisation of the outer machine");
    }
    if (host.exists("/sys/module/kvm_intel") || host.exists("/sys/module/kvm_amd")) {
      return Finding.good("virtualisation", "KVM is usable");
    }
    return Finding.note(
        "virtualisation",
        "/dev/kvm is there but neither kvm_intel nor kvm_amd: guests run by translation (TCG)",
        "load the module of the processor: modprobe kvm_intel or kvm_amd");
  }

  private Finding datapath() {
    return host.exists("/sys/module/openvswitch")
            || host.run(List.of("modinfo", "openvswitch")).isPresent()
        ? Finding.good("datapath", "Open vSwitch runs in the kernel")
        : Finding.note(
            "datapath",
            "the kernel has no openvswitch module: packets are switched in user space, slower",
            "install a kernel that has the module");
  }

  private Finding qemu() {
    var binary = Map.of("amd64", "qemu-system-x86_64", "aarch64", "qemu-system-aarch64");
    var name = binary.getOrDefault(System.getProperty("os.arch"), "qemu-system-x86_64");
    var version = version(name, "--version");
    if (version.isEmpty()) {
      return Finding.bad("QEMU", name + " is not installed", "./cairn up installs it, as root");
    }
    return version.get(0) < 8
        ? Finding.note(
            "QEMU",
            "version %s can corrupt a guest's memory in live migration without KVM"
                .formatted(text(version)),
            "take QEMU 8 or newer (Debian 12: from bookworm-backports)")
        : Finding.good("QEMU", "version " + text(version));
  }

  private Finding openVswitch() {
    var version = version("ovs-vswitchd", "--version");
    if (version.isEmpty()) {
      return Finding.bad("Open vSwitch", "it is not installed", "./cairn up installs it, as root");
    }
    var old = version.get(0) < 3 || (version.get(0) == 3 && version.get(1) < 2);
    return old
        ? Finding.note(
            "Open vSwitch",
            "version %s can abort in its connection tracking; it is started again at once"
                .formatted(text(version)),
            "take Open vSwitch 3.5 (Debian 13)")
        : Finding.good("Open vSwitch", "version " + text(version));
  }

  private Finding program(String topic, String name, String packages) {
    return host.run(List.of("sh", "-c", "command -v \"$1\"", "sh", name)).isPresent()
        ? Finding.good(topic, name + " is installed")
        : Finding.bad(topic, name + " is not installed", "install " + packages);
  }

  private Finding rights() {
    var root = host.run(List.of("id", "-u")).map(String::strip).filter("0"::equals).isPresent();
    return root
        ? Finding.good("rights", "root")
        : Finding.note(
            "rights",
            "not root: only `up --hypervisor simulated` can run",
            "run as root for real guests");
  }

  private Finding tun() {
    return host.exists("/dev/net/tun")
        ? Finding.good("taps", "/dev/net/tun is there")
        : Finding.bad("taps", "/dev/net/tun is missing", "modprobe tun");
  }

  private Finding cgroups() {
    return host.exists("/sys/fs/cgroup/cgroup.controllers")
        ? Finding.good("cgroups", "version 2")
        : host.exists("/sys/fs/cgroup/cpu")
            ? Finding.good("cgroups", "version 1")
            : Finding.note("cgroups", "none are mounted", "guests run without limits of their own");
  }

  private Finding port(int port, boolean up) {
    return host.listening(port) && !up
        ? Finding.bad("port", "%d is taken".formatted(port), "choose another with --port")
        : Finding.good("port", up ? "%d is the cloud's".formatted(port) : port + " is free");
  }

  private Finding disk(Path data) {
    var free = host.freeBytes(data) / GIB;
    return free < 10
        ? Finding.note(
            "disk", "%d GiB are free at %s".formatted(free, data), "10 GiB or more are advised")
        : Finding.good("disk", "%d GiB are free at %s".formatted(free, data));
  }

  private Finding memory() {
    var matcher =
        Pattern.compile("MemAvailable:\\s+(\\d+) kB")
            .matcher(host.read("/proc/meminfo").orElse(""));
    var free = matcher.find() ? Long.parseLong(matcher.group(1)) >> 10 : 0;
    return free < 2048
        ? Finding.note("memory", "%d MiB are free".formatted(free), "2 GiB or more are advised")
        : Finding.good("memory", "%d MiB are free".formatted(free));
  }

  private List<Integer> version(String... command) {
    var matcher = VERSION.matcher(host.run(List.of(command)).orElse(""));
    return matcher.find()
        ? List.of(Integer.valueOf(matcher.group(1)), Integer.valueOf(matcher.group(2)))
        : List.of();
  }

  private static String text(List<Integer> version) {
    return version.get(0) + "." + version.get(1);
  }
}
