package cairn.compute.wiring;

import cairn.policy.Caller;
import cairn.sql.Transaction;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Servers' ports. Every method takes part in the caller's transaction; refusals are {@link
 * cairn.common.CloudException}s in the Compute API's words. Implementations are safe for many
 * threads.
 */
public interface Wiring {
  /** Checks what is asked for, and looks up what the security groups' names mean. */
  NicPlan plan(Transaction tx, Caller caller, List<NicWish> wishes, List<String> securityGroups);

  /** The same for a user who names nothing: the one network of the project, or none. */
  NicPlan planDefault(Transaction tx, Caller caller, List<String> securityGroups);

  /**
   * A server that ports are made for.
   *
   * @param zone of the host
   */
  record Device(UUID server, String projectId, String zone, String host) {}

  /** Makes or takes the ports for a server and binds them to its host. */
  List<Nic> plug(Transaction tx, Caller caller, NicPlan plan, Device device);

  /** Deletes the ports that were made for a server and frees the others. */
  void unplug(Transaction tx, Collection<Nic> nics);

  /** The ports of each server, oldest first, with all that people see of them. */
  Map<UUID, List<WiredPort>> ports(Transaction tx, Collection<UUID> servers);

  /** The subnets of each network. */
  Map<UUID, List<WiredSubnet>> subnets(Transaction tx, Collection<UUID> networks);

  /** Puts every port of the server into one more group, or takes it out. */
  void securityGroup(Transaction tx, Caller caller, UUID server, String nameOrId, boolean add);
}
