package cairn.identity.catalog.endpoint;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Where a service is reached by whom. The URL may have blanks. */
public record Endpoint(
    String id,
    String serviceId,
    Optional<String> regionId,
    String interfaceName,
    String url,
    boolean enabled,
    ObjectNode extra) {}
