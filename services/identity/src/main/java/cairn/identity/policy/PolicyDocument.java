package cairn.identity.policy;

import tools.jackson.databind.node.ObjectNode;

/**
 * A text for services.
 *
 * @param type its media type
 * @param blob the text itself, whatever it is
 */
record PolicyDocument(String id, String type, String blob, ObjectNode extra) {}
