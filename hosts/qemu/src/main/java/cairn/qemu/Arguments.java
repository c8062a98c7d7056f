package cairn.qemu;

import cairn.protocol.GuestSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The command line of a guest. Paths are relative to the guest's folder, which is the process's
 * working directory: its user needs no way through the folders above, and sockets' names are short.
 */
final class Arguments {
  private static final int NAME_MAX = 64;

  private final QemuSettings settings;
  private final boolean kvm;
  private final Path images;

  Arguments(QemuSettings settings, boolean kvm, Path images) {
    this.settings = settings;
    this.kvm = kvm;
    this.images = images;
  }

  List<String> of(GuestSpec spec, GuestFolder folder, Map<UUID, String> taps) {
    var words = new ArrayList<String>();
    words.add(settings.binary());
    machine(words, spec);
    firmware(words, spec, folder);
    var ports = spec.nics().size() + 1 + settings.sparePorts();
    for (var number = 0; number < ports; number++) {
      add(
          words,
          "-device",
          "pcie-root-port,id=%s,chassis=%d,slot=%d,bus=pcie.0"
              .formatted(Slots.port(number), number + 1, number + 1));
    }
    disks(words, spec, folder);
    nics(words, spec, taps);
    add(words, "-object", "rng-random,id=rng0,filename=/dev/urandom");
    add(words, "-device", "virtio-rng-pci,rng=rng0,max-bytes=4096,period=1000");
    add(words, "-device", "virtio-balloon-pci,id=balloon0");
    return List.copyOf(words);
  }

  private void machine(List<String> words, GuestSpec spec) {
    add(words, "-name", "guest=" + name(spec) + ",debug-threads=on");
    add(words, "-uuid", spec.server().toString());
    add(words, "-machine", "q35,usb=off,vmport=off");
    add(words, "-accel", kvm ? "kvm" : "tcg,thread=multi,tb-size=32");
    add(words, "-cpu", kvm ? "host" : "max");
    add(words, "-smp", Integer.toString(spec.machine().vcpus()));
    add(words, "-m", "size=" + spec.machine().memoryMib() + "M");
    add(words, "-nodefaults");
    add(words, "-no-user-config");
    add(
        words,
        "-sandbox",
        "on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny");
    add(words, "-msg", "timestamp=on");
    add(words, "-rtc", "base=utc");
    // a guest that suspends to memory or disk could not be told from one that hangs
    add(words, "-global", "ICH9-LPC.disable_s3=1");
    add(words, "-global", "ICH9-LPC.disable_s4=1");
    add(words, "-qmp", "unix:run/qmp.sock,server=on,wait=off");
    add(words, "-chardev", "file,id=serial0,path=serial.log,append=on");
    add(words, "-device", "isa-serial,chardev=serial0");
    add(words, "-device", "VGA,id=video0");
    add(words, "-vnc", "unix:run/vnc.sock");
  }

  /** The server's name as far as it is harmless; a comma would begin another option. */
  private static String name(GuestSpec spec) {
    var plain = spec.name().replaceAll("[^A-Za-z0-9._-]", "_");
    var bounded = plain.substring(0, Math.min(plain.length(), NAME_MAX));
    return bounded.isEmpty() ? spec.server().toString() : bounded;
  }

  private void firmware(List<String> words, GuestSpec spec, GuestFolder folder) {
    var image = spec.disk().image();
    image.kernel().ifPresent(kernel -> add(words, "-kernel", relative(folder, kernel.id())));
    image.ramdisk().ifPresent(disk -> add(words, "-initrd", relative(folder, disk.id())));
    if (image.kernel().isPresent()) {
      image.commandLine().ifPresent(line -> add(words, "-append", line));
    }
  }

  private String relative(GuestFolder folder, UUID image) {
    return folder.path().relativize(images.resolve(image.toString())).toString();
  }

  private static void disks(List<String> words, GuestSpec spec, GuestFolder folder) {
    add(words, "-blockdev", "driver=file,node-name=disk-file,filename=disk.qcow2,discard=unmap");
    add(words, "-blockdev", "driver=qcow2,node-name=disk,file=disk-file,discard=unmap");
    add(
        words,
        "-device",
        "virtio-blk-pci,id=%s,drive=disk,bus=%s,bootindex=1".formatted(Slots.DISK, Slots.port(0)));
    if (spec.configDrive() && Files.exists(folder.configDrive())) {
      add(words, "-blockdev", "driver=file,node-name=config-file,filename=config.iso,read-only=on");
      add(words, "-blockdev", "driver=raw,node-name=config,file=config-file,read-only=on");
      // not SATA: its slow links make a guest look for the drive too early
      add(words, "-device", "virtio-scsi-pci,id=scsi0");
      add(words, "-device", "scsi-cd,id=config,drive=config,bus=scsi0.0");
    }
  }

  private void nics(List<String> words, GuestSpec spec, Map<UUID, String> taps) {
    var number = 1;
    for (var nic : spec.nics()) {
      var tap = taps.get(nic.port());
      if (tap == null) {
        throw new IllegalArgumentException("no tap for port " + nic.port());
      }
      add(
          words,
          "-netdev",
          "tap,id=%s,ifname=%s,script=no,downscript=no,vnet_hdr=%s"
              .formatted(Slots.netdev(nic.port()), tap, settings.offload() ? "on" : "off"));
      add(
          words,
          "-device",
          "virtio-net-pci,id=%s,netdev=%s,mac=%s,bus=%s,romfile=%s"
              .formatted(
                  Slots.nic(nic.port()),
                  Slots.netdev(nic.port()),
                  nic.mac(),
                  Slots.port(number++),
                  nic.mtu() > 0 ? ",host_mtu=" + nic.mtu() : ""));
    }
  }

  private static void add(List<String> words, String... more) {
    words.addAll(List.of(more));
  }
}
