package cairn.network.securitygroup;

import cairn.network.address.Cidr;
import cairn.network.wire.Standard;
import java.util.Optional;

/**
 * One permission of a group.
 *
 * @param ingress towards the port, else from it
 * @param ethertype IPv4 or IPv6
 * @param protocol a name or a number; empty is any
 * @param portMin first port, or ICMP type
 * @param portMax last port, or ICMP code
 * @param remotePrefix whom it is about
 * @param remoteGroup whom it is about
 */
public record SecurityGroupRule(
    SecurityGroupRuleId id,
    SecurityGroupId groupId,
    String projectId,
    Standard standard,
    boolean ingress,
    String ethertype,
    Optional<String> protocol,
    Optional<Integer> portMin,
    Optional<Integer> portMax,
    Optional<Cidr> remotePrefix,
    Optional<SecurityGroupId> remoteGroup) {
  static final String IPV4 = "IPv4";
  static final String IPV6 = "IPv6";

  /** 4 or 6. */
  public int ipVersion() {
    return ethertype.equals(IPV4) ? 4 : 6;
  }

  String direction() {
    return ingress ? "ingress" : "egress";
  }
}
