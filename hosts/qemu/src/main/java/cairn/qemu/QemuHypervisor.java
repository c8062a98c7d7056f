package cairn.qemu;

import cairn.agent.GuestRecord;
import cairn.agent.HostFacts;
import cairn.agent.Hypervisor;
import cairn.agent.ImageCache;
import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.common.Id;
import cairn.common.Time;
import cairn.protocol.GuestSpec;
import cairn.protocol.GuestStatus.State;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Guests run by QEMU on this machine. */
public final class QemuHypervisor implements Hypervisor {
  private final Path folder;
  private final Path cloudFile;
  private final SocketAlias alias;
  private final ImageCache images;
  private final Owners owners;
  private final Disks disks;
  private final Arguments arguments;
  private final Launcher launcher;
  private final Cgroups cgroups;
  private final HotPlug hotPlug;
  private final SerialLog serialLog;
  private final Facts facts;
  private final Time time;
  private final Map<UUID, QemuGuest> guests = new ConcurrentHashMap<>();
  private final Map<UUID, UUID> imagesInUse = new ConcurrentHashMap<>();
  private volatile Listener listener = server -> {};

  /**
   * @param namespace the network namespace that guests' taps are in; empty for the host's own
   * @throws CloudException when QEMU is not there or the folder cannot be made
   */
  public QemuHypervisor(QemuSettings settings, String namespace, ImageCache images, Time time) {
    var kvm = HostFacts.kvm();
    this.folder = settings.data().resolve("guests");
    this.cloudFile = settings.data().resolve("cloud-id");
    this.alias = new SocketAlias(folder);
    this.images = images;
    this.owners = new Owners(settings.firstUid(), Owners.ownUid());
    this.disks = new Disks(images, owners);
    this.arguments = new Arguments(settings, kvm, images.folder());
    this.cgroups = new Cgroups(Path.of("/sys/fs/cgroup"), time);
    this.launcher = new Launcher(settings, namespace, owners, time);
    this.hotPlug = new HotPlug(settings, time);
    this.serialLog = new SerialLog(settings.logBytesMax(), owners);
    this.facts = QemuFacts.read(settings.binary(), kvm);
    this.time = time;
    try {
      for (var place : List.of(settings.data(), folder, images.folder())) {
        Files.createDirectories(place);
        Files.setPosixFilePermissions(place, Access.PASSABLE);
      }
    } catch (IOException e) {
      throw failure("The folder for guests could not be made.", e);
    }
  }

  @Override
  public Facts facts() {
    return facts;
  }

  @Override
  public Optional<UUID> cloud() {
    try {
      return Files.exists(cloudFile)
          ? Id.parse(Files.readString(cloudFile).strip())
          : Optional.empty();
    } catch (IOException e) {
      throw failure("The cloud's id could not be read.", e);
    }
  }

  @Override
  public void belongTo(UUID cloud) {
    try {
      GuestFolder.write(cloudFile, cloud.toString());
    } catch (IOException e) {
      throw failure("The cloud's id could not be kept.", e);
    }
  }

  @Override
  public List<GuestRecord> recover(Listener newListener) {
    listener = newListener;
    try (var names = Files.newDirectoryStream(folder)) {
      var records = new ArrayList<GuestRecord>();
      for (var path : names) {
        var server = Id.parse(path.getFileName().toString());
        if (server.isPresent()) {
          recover(server.get()).ifPresent(records::add);
        }
      }
      return records;
    } catch (IOException e) {
      throw failure("The guests on this host could not be found.", e);
    }
  }

  private Optional<GuestRecord> recover(UUID server) throws IOException {
    var guest = guest(server);
    owners.recover(guest.folder());
    GuestProcess.read(guest.folder().pid()).filter(GuestProcess::alive).ifPresent(guest::attach);
    if (!Files.exists(guest.folder().record())) { // its making or its removal was cut off
      guest.kill();
      remove(server);
      return Optional.empty();
    }
    var record = guest.folder().read();
    record.ifPresent(found -> imagesInUse.put(server, found.spec().disk().image().id()));
    return record;
  }

  private QemuGuest guest(UUID server) {
    return guests.computeIfAbsent(
        server,
        id -> {
          var name = id.toString();
          var place = new GuestFolder(id, folder.resolve(name), alias.path().resolve(name));
          return new QemuGuest(place, serialLog, changed -> listener.changed(changed), time);
        });
  }

  @Override
  public void keep(GuestRecord record) {
    imagesInUse.put(record.spec().server(), record.spec().disk().image().id());
    guest(record.spec().server()).folder().keep(record);
  }

  @Override
  public State state(UUID server) {
    return guest(server).state();
  }

  @Override
  public String reason(UUID server) {
    return guest(server).reason();
  }

  @Override
  public void prepare(GuestSpec spec, Progress progress) {
    disks.prepare(spec, guest(spec.server()).folder(), progress);
    images.evict(new HashSet<>(imagesInUse.values()));
  }

  @Override
  public int owner(UUID server) {
    return owners.of(guest(server).folder());
  }

  @Override
  public void start(GuestSpec spec, Map<UUID, String> taps) {
    var guest = guest(spec.server());
    var words = arguments.of(spec, guest.folder(), taps);
    var groups = cgroups.ensure(spec.server(), spec.machine());
    guest.attach(launcher.launch(guest.folder(), words, groups));
  }

  @Override
  public void pressPower(UUID server) {
    try {
      guest(server).qmp().execute("system_powerdown");
    } catch (IOException e) {
      if (state(server) != State.STOPPED) {
        throw failure("The server's power button could not be pressed.", e);
      }
    }
  }

  @Override
  public void kill(UUID server) {
    guest(server).kill();
    cgroups.remove(server);
  }

  @Override
  public Set<UUID> nics(UUID server) {
    try {
      return hotPlug.nics(guest(server).qmp());
    } catch (IOException e) {
      throw failure("The server's network interfaces could not be listed.", e);
    }
  }

  @Override
  public void plug(UUID server, GuestSpec.Nic nic, String tap) {
    try {
      hotPlug.plug(guest(server).qmp(), nic, tap);
    } catch (IOException e) {
      throw failure("The network interface could not be plugged in.", e);
    }
  }

  @Override
  public void unplug(UUID server, UUID port) {
    try {
      hotPlug.unplug(guest(server).qmp(), port);
    } catch (IOException e) {
      throw failure("The network interface could not be unplugged.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure("The host is being shut down.", e);
    }
  }

  @Override
  public void remove(UUID server) {
    // The folder last: by it a removal that was cut off is found.
    cgroups.remove(server);
    guest(server).folder().remove();
    owners.release(server);
    imagesInUse.remove(server);
    guests.remove(server);
  }

  @Override
  public byte[] password(UUID server) {
    try {
      var file = guest(server).folder().password();
      return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    } catch (IOException e) {
      throw failure("The server's password could not be read.", e);
    }
  }

  @Override
  public void keepPassword(UUID server, byte[] password) {
    try {
      Files.write(guest(server).folder().password(), password);
    } catch (IOException e) {
      throw failure("The server's password could not be kept.", e);
    }
  }

  /**
   * Ends every guest of this host, whatever is wanted, and what killed ones left of control groups.
   * Their disks and folders stay.
   */
  public void endAll() {
    for (var record : recover(server -> {})) {
      kill(record.spec().server());
    }
    cgroups.sweep();
  }

  @Override
  public String consoleLog(UUID server, int bytesMax) {
    try {
      return serialLog.tail(guest(server).folder(), bytesMax);
    } catch (IOException e) {
      throw failure("The server's console log could not be read.", e);
    }
  }

  @Override
  public ByteChannel console(UUID server) throws IOException {
    return SocketChannel.open(UnixDomainSocketAddress.of(guest(server).folder().vnc()));
  }

  @Override
  public void close() {
    guests.values().forEach(QemuGuest::close);
    alias.close();
  }

  private static CloudException failure(String sentence, Exception e) {
    return new CloudException(Kind.INTERNAL, sentence, e.toString(), e);
  }
}
