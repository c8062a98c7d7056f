package cairn.identity.oauth;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** A program that may ask users for access. */
record Consumer(String id, Optional<String> description, String secret, ObjectNode extra) {}
