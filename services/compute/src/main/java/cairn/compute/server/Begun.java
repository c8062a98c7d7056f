package cairn.compute.server;

import cairn.common.RequestId;
import cairn.compute.action.Actions;
import cairn.compute.action.Verb;
import java.util.UUID;

/** Entries of the log of actions. */
final class Begun {
  private Begun() {}

  static Actions.Begun of(Server server, Verb verb, UUID id, String userId) {
    return new Actions.Begun(
        id,
        server.id().value(),
        verb,
        RequestId.current(),
        userId,
        server.owner().projectId(),
        server.place().hostName(),
        HostHash.of(server));
  }
}
