package cairn.identity.directory;

import java.util.Optional;

/**
 * A role that a user or group has somewhere.
 *
 * @param projectId a project or domain; empty for the whole system
 * @param inherited whether it counts for the projects below and not for the project itself
 */
record Grant(String roleId, Optional<String> projectId, boolean inherited) {}
