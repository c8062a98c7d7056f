package cairn.identity.catalog.region;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** A part of the installation that has endpoints of its own; regions form trees. */
record Region(String id, String description, Optional<String> parentId, ObjectNode extra) {}
