package cairn.identity.directory;

import java.util.List;

/**
 * Who vouches for a user.
 *
 * @param groupIds the groups that the provider put them in at the last login
 */
public record Federation(String providerId, String protocolId, List<String> groupIds) {}
