package cairn.network.securitygroup;

import cairn.network.address.Cidr;
import java.util.Optional;

/** What a rule shall permit; see {@link SecurityGroupRule}. */
record NewRule(
    String group,
    String project,
    String description,
    boolean ingress,
    String ethertype,
    Optional<String> protocol,
    Optional<Integer> portMin,
    Optional<Integer> portMax,
    Optional<Cidr> remotePrefix,
    Optional<String> remoteGroup) {}
