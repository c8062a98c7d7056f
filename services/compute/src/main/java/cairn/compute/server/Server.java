package cairn.compute.server;

import cairn.compute.flavor.Flavor;
import cairn.compute.wiring.Nic;
import cairn.protocol.GuestSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A server as its row has it. */
public record Server(
    ServerId id,
    Owner owner,
    Label label,
    State state,
    Place place,
    Hardware hardware,
    Login login,
    Wanted wanted,
    Batch batch,
    Times times) {

  /** Whose it is. */
  public record Owner(String projectId, String userId) {}

  /** What people call it. */
  public record Label(
      String name,
      String hostname,
      Optional<String> description,
      Map<String, String> metadata,
      List<String> tags) {}

  /** What is known of it. */
  public record State(
      ServerStatus status,
      Optional<Task> task,
      int powerState,
      Optional<Fault> fault,
      Optional<Lock> lock) {}

  /** A lock against changes, by {@code owner} or {@code admin}. */
  public record Lock(String by, Optional<String> reason) {}

  /**
   * Where it runs.
   *
   * @param host its host's id, when it has been given one
   * @param zoneWanted the availability zone that was asked for
   */
  public record Place(
      Optional<UUID> host,
      Optional<String> hostName,
      Optional<String> zone,
      Optional<String> zoneWanted,
      Optional<UUID> group,
      Map<String, Object> hints) {}

  /** What it is made of; the flavor is the copy taken when it was made. */
  public record Hardware(
      GuestSpec.Image image,
      Flavor flavor,
      List<Nic> nics,
      String diskConfig,
      boolean configDrive) {}

  /** How one gets into it, and what it is told. */
  public record Login(
      Optional<Key> key,
      Optional<String> userData,
      Optional<String> accessIpv4,
      Optional<String> accessIpv6,
      byte[] randomSeed) {}

  /** A copy of the key pair's public half. */
  public record Key(String name, String type, String publicKey) {}

  /** What is wanted of its guest; see {@link GuestSpec}. */
  public record Wanted(
      GuestSpec.Power power, long boot, boolean hardReboot, long generation, String requestId) {}

  /** The request that made it and perhaps others with it. */
  public record Batch(String reservationId, int launchIndex) {}

  /** When what happened. */
  public record Times(
      Instant created,
      Instant updated,
      Optional<Instant> launched,
      Optional<Instant> terminated,
      Optional<Instant> deleted) {}
}
