package cairn.network.network;

import cairn.common.CloudException;
import cairn.network.wire.NetworkErrors;
import cairn.sql.ConstraintViolation;

/** What a network is on the wire: a tunnel, or a segment of an outside network. */
final class Segments {
  static final String GENEVE = "geneve";
  static final int MTU_PHYSICAL = 1500;

  private static final String FLAT = "flat";
  private static final String VLAN = "vlan";

  private Segments() {}

  /** The type, checked against what else is given. */
  static String type(NewNetwork input) {
    var type = input.type().orElse(GENEVE);
    switch (type) {
      case GENEVE -> {
        if (input.physicalNetwork().isPresent()) {
          throw invalid("provider:physical_network specified for geneve network");
        }
      }
      case FLAT -> {
        requirePhysical(input, type);
        if (input.segmentationId().isPresent()) {
          throw invalid("provider:segmentation_id prohibited for flat provider network");
        }
      }
      case VLAN -> {
        requirePhysical(input, type);
        var vlan = input.segmentationId().orElse(0);
        if (vlan < 1 || vlan > 4094) {
          throw invalid("segmentation_id out of range (1 through 4094)");
        }
      }
      default -> throw invalid("network_type value '%s' not supported".formatted(type));
    }
    return type;
  }

  private static void requirePhysical(NewNetwork input, String type) {
    if (input.physicalNetwork().isEmpty()) {
      throw invalid("physical_network required for %s provider network".formatted(type));
    }
  }

  private static CloudException invalid(String reason) {
    return NetworkErrors.invalid(reason);
  }

  static CloudException inUse(ConstraintViolation violation, NewNetwork input) {
    var physical = input.physicalNetwork().orElse("");
    return switch (violation.constraint()) {
      case "network_flat" ->
          NetworkErrors.conflict(
              "FlatNetworkInUse",
              "Unable to create the flat network. Physical network %s is in use."
                  .formatted(physical));
      case "network_segment" ->
          physical.isEmpty()
              ? NetworkErrors.conflict(
                  "TunnelIdInUse",
                  "Unable to create the network. The tunnel ID %d is in use."
                      .formatted(input.segmentationId().orElse(0)))
              : NetworkErrors.conflict(
                  "VlanIdInUse",
                  "Unable to create the network. The VLAN %d on physical network %s is in use."
                      .formatted(input.segmentationId().orElse(0), physical));
      default -> violation;
    };
  }
}
