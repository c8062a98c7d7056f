package cairn.identity.catalog.service;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Something that clients look for by its type. */
record Service(
    String id,
    String type,
    Optional<String> name,
    Optional<String> description,
    boolean enabled,
    ObjectNode extra) {}
