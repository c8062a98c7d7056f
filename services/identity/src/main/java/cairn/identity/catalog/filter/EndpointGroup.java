package cairn.identity.catalog.filter;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * The endpoints that have certain properties.
 *
 * @param filters {@code service_id}, {@code region_id}, {@code interface}: what an endpoint must be
 */
record EndpointGroup(String id, String name, Optional<String> description, ObjectNode filters) {}
