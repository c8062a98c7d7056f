package cairn.compute.wiring;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.compute.wire.ComputeErrors;
import java.util.Set;
import java.util.function.Supplier;

/** The network service's refusals in the Compute API's terms. */
final class NetworkRefusals {
  /** What is the request's own fault here, though networking calls it a conflict. */
  private static final Set<String> REQUEST =
      Set.of(
          "IpAddressAlreadyAllocated",
          "IpAddressInUse",
          "IpAddressGenerationFailure",
          "PortSecurityPortHasSecurityGroup",
          "PortSecurityAndIPRequiredForSecurityGroups");

  private NetworkRefusals() {}

  static <T> T translated(Supplier<T> work) {
    try {
      return work.get();
    } catch (CloudException e) {
      throw of(e);
    }
  }

  private static CloudException of(CloudException error) {
    var message = String.valueOf(error.getMessage());
    if (error.kind() == Kind.OVER_QUOTA || error.type().equals("OverQuota")) {
      return new CloudException(
          Kind.OVER_QUOTA, "Maximum number of ports exceeded", message, error);
    }
    if (error.kind() == Kind.NOT_FOUND || REQUEST.contains(error.type())) {
      return new CloudException(Kind.BAD_REQUEST, message, error.detail(), error)
          .typed(error.type());
    }
    return error;
  }

  static CloudException missingNetwork(Object id) {
    return ComputeErrors.badRequest("Network %s could not be found.".formatted(id))
        .typed("NetworkNotFound");
  }

  static CloudException missingPort(Object id) {
    return ComputeErrors.badRequest("Port id %s could not be found.".formatted(id))
        .typed("PortNotFound");
  }
}
