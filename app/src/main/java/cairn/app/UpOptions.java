package cairn.app;

import cairn.app.Settings.Hypervisor;
import cairn.common.CloudException;
import cairn.simulated.SimulatedHosts;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of `up`, which `try` has too. */
final class UpOptions {
  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--listen",
      paramLabel = "ADDR",
      description = "Where the API answers (default: 127.0.0.1). Not the loopback: with TLS.")
  private Optional<String> listen = Optional.empty();

  @Option(names = "--port", paramLabel = "PORT", description = "The API's port (default: 8080).")
  private Optional<Integer> port = Optional.empty();

  @Option(
      names = "--hypervisor",
      paramLabel = "KIND",
      description = "What runs guests: qemu (default) or simulated, an API without guests.")
  private Optional<Hypervisor> hypervisor = Optional.empty();

  @Option(
      names = "--simulated-hosts",
      paramLabel = "N",
      description = "So many hosts that only say they run guests; implies --hypervisor simulated.")
  private Optional<Integer> simulatedHosts = Optional.empty();

  @Option(
      names = "--database-url",
      paramLabel = "URL",
      description = "A PostgreSQL of yours in place of the built-in one.")
  private Optional<String> databaseUrl = Optional.empty();

  @Option(
      names = "--external-interface",
      paramLabel = "IF",
      description = "A network interface that becomes the way to the outside network.")
  private Optional<String> externalInterface = Optional.empty();

  DataFolder folder() {
    return data.folder();
  }

  /** The options and the configuration file as one. */
  Plan plan() {
    var settings = Settings.of(folder());
    var address = listen.or(settings::listen).orElse("127.0.0.1");
    try {
      return new Plan(
          folder(),
          settings,
          InetAddress.getByName(address),
          port.or(settings::port).orElse(UpCommand.PORT),
          kind(settings),
          simulatedHosts(settings),
          databaseUrl.or(settings::databaseUrl),
          externalInterface.or(
              () -> settings.dataPlane().flatMap(Settings.DataPlane::externalInterface)),
          true);
    } catch (UnknownHostException e) {
      throw new CloudException(
          CloudException.Kind.BAD_REQUEST,
          "%s is no address of this machine.".formatted(address),
          "",
          e);
    }
  }

  private Hypervisor kind(Settings settings) {
    if (simulatedHosts(settings) == 0) {
      return hypervisor.or(settings::hypervisor).orElse(Hypervisor.QEMU);
    }
    if (hypervisor.equals(Optional.of(Hypervisor.QEMU))) {
      throw new CloudException(
          CloudException.Kind.BAD_REQUEST,
          "Simulated hosts run no real guests: leave out --hypervisor qemu, or the hosts.");
    }
    return Hypervisor.SIMULATED;
  }

  private int simulatedHosts(Settings settings) {
    var count =
        simulatedHosts
            .or(() -> settings.simulatedHosts().flatMap(SimulatedHostSettings::count))
            .orElse(0);
    return checkedCount(count);
  }

  /** That many, if they can be. */
  static int checkedCount(int count) {
    if (count < 0 || count > SimulatedHosts.COUNT_MAX) {
      throw new CloudException(
          CloudException.Kind.BAD_REQUEST,
          "%d simulated hosts: between 0 and %d fit in one process."
              .formatted(count, SimulatedHosts.COUNT_MAX));
    }
    return count;
  }

  /** The same options for another process. */
  List<String> arguments() {
    var arguments = new ArrayList<>(List.of("--data", folder().root().toString()));
    listen.ifPresent(value -> arguments.addAll(List.of("--listen", value)));
    port.ifPresent(value -> arguments.addAll(List.of("--port", value.toString())));
    hypervisor.ifPresent(value -> arguments.addAll(List.of("--hypervisor", value.name())));
    simulatedHosts.ifPresent(
        value -> arguments.addAll(List.of("--simulated-hosts", value.toString())));
    databaseUrl.ifPresent(value -> arguments.addAll(List.of("--database-url", value)));
    externalInterface.ifPresent(value -> arguments.addAll(List.of("--external-interface", value)));
    return arguments;
  }

  /**
   * What shall come up.
   *
   * @param simulatedHosts how many hosts are simulated; with none, this machine is the one host
   * @param databaseUrl of a PostgreSQL that is not ours; empty for the built-in one
   * @param agent whether there are hosts in this process
   */
  record Plan(
      DataFolder data,
      Settings settings,
      InetAddress address,
      int port,
      Hypervisor hypervisor,
      int simulatedHosts,
      Optional<String> databaseUrl,
      Optional<String> externalInterface,
      boolean agent) {
    Plan withoutAgent() {
      return new Plan(
          data,
          settings,
          address,
          port,
          hypervisor,
          simulatedHosts,
          databaseUrl,
          externalInterface,
          false);
    }

    boolean simulated() {
      return hypervisor == Hypervisor.SIMULATED;
    }

    String region() {
      return settings.region().orElse("RegionOne");
    }

    /** Where clients reach the API. */
    String url() {
      var host = address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
      var bracketed = host.contains(":") ? "[" + host + "]" : host;
      return "%s://%s:%d"
          .formatted(address.isLoopbackAddress() ? "http" : "https", bracketed, port);
    }
  }
}
