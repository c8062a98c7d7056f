package cairn.app;

import cairn.common.CloudException;
import cairn.common.Configuration;
import cairn.compute.ComputeSettings;
import cairn.http.Limits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The one YAML file, {@code cairn.yaml} in the data folder: every key may be left out. What each
 * means stands in docs/operator/configuration.md; a flag of the command line wins over its key.
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record Settings(
    Optional<String> listen,
    Optional<Integer> port,
    Optional<Hypervisor> hypervisor,
    Optional<String> databaseUrl,
    Optional<String> region,
    Optional<Tls> tls,
    Optional<Boolean> trustForwarded,
    Optional<DataPlane> dataPlane,
    Optional<ExternalNetwork> externalNetwork,
    Optional<Images> images,
    Optional<Policies> policy,
    Optional<Flood> limits,
    Optional<Double> cpuAllocationRatio,
    Optional<SimulatedHostSettings> simulatedHosts,
    Optional<IdentityOptions> identity,
    Optional<AuditOptions> audit) {

  /** What runs guests. */
  enum Hypervisor {
    @com.fasterxml.jackson.annotation.JsonProperty("qemu")
    QEMU,
    @com.fasterxml.jackson.annotation.JsonProperty("simulated")
    SIMULATED
  }

  /** A certificate chain and its key, in PEM files; without them the cloud's own CA signs one. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Tls(Path certificate, Path key) {}

  /**
   * @param namespace the network namespace of OVS, OVN and guests
   * @param externalInterface a network interface that becomes the way out
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record DataPlane(Optional<String> namespace, Optional<String> externalInterface) {}

  /** The network that floating IPs are of, made at the first start. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record ExternalNetwork(
      Optional<String> name,
      Optional<String> cidr,
      Optional<String> gateway,
      Optional<String> poolStart,
      Optional<String> poolEnd) {}

  /**
   * @param sizeGibMax the largest image, in GiB
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Images(Optional<Integer> sizeGibMax) {}

  /**
   * @param file an oslo.policy file in YAML or JSON: rule to check
   * @param enforceScope whether a token must have one of the scopes that its rule is meant for
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Policies(Optional<String> file, Optional<Boolean> enforceScope) {}

  /**
   * @param retentionDays how old events of the audit trail become; for ever by default
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record AuditOptions(Optional<Integer> retentionDays) {
    Optional<Duration> retention() {
      return retentionDays.map(Duration::ofDays);
    }
  }

  /** What a flood of requests and slow clients meet; see {@link Limits}. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Flood(
      Optional<Integer> requestsAtOnce,
      Optional<Integer> tenantAtOnce,
      Optional<Integer> tenantPerSecond,
      Optional<Integer> tenantBurst,
      Optional<Integer> connections,
      Optional<Integer> headersSeconds,
      Optional<Integer> bytesPerSecond) {
    private static final Flood NONE =
        new Flood(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  /** What the server takes at once. */
  Limits flood() {
    var given = limits.orElse(Flood.NONE);
    var usual = Limits.GENEROUS;
    var atOnce = given.requestsAtOnce().orElse(usual.requestsAtOnce());
    return new Limits(
        atOnce,
        given.tenantAtOnce().orElse(Math.max(1, atOnce / 2)),
        given.tenantPerSecond().orElse(usual.tenantPerSecond()),
        given.tenantBurst().orElse(usual.tenantBurst()),
        given.connections().orElse(usual.connections()),
        given.headersSeconds().map(Duration::ofSeconds).orElse(usual.headersMax()),
        given.bytesPerSecond().orElse(usual.bytesPerSecondMin()));
  }

  /** How compute runs, with the secret that hosts' agents show. */
  ComputeSettings compute(String hostToken) {
    var usual = ComputeSettings.of(hostToken);
    return cpuAllocationRatio
        .map(ratio -> usual.withCpuAllocationRatio(positive(ratio)))
        .orElse(usual);
  }

  private static double positive(double ratio) {
    if (!(ratio > 0 && ratio <= 1000)) {
      throw new CloudException(
          CloudException.Kind.BAD_REQUEST,
          "cairn.yaml: cpu_allocation_ratio: it is above 0 and at most 1000, not " + ratio);
    }
    return ratio;
  }

  /** The settings of that data folder. */
  static Settings of(DataFolder data) {
    return Configuration.read(data.configuration(), Settings.class);
  }
}
