package cairn.compute.stream;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The consoles that pass through: each a channel of binary frames on its host's stream, which begin
 * with the channel's id in 16 bytes. Safe for many threads.
 */
final class Channels {
  private static final int ID_BYTES = 16;

  private final Map<UUID, Channel> open = new ConcurrentHashMap<>();

  void add(Channel channel) {
    open.put(channel.id(), channel);
  }

  void remove(Channel channel) {
    open.remove(channel.id(), channel);
  }

  void fromHost(UUID host, ByteBuffer frame) {
    if (frame.remaining() < ID_BYTES) {
      return;
    }
    var channel = open.get(new UUID(frame.getLong(), frame.getLong()));
    if (channel != null && channel.host().equals(host)) {
      channel.fromHost(frame);
    }
  }

  void closedByHost(UUID host, UUID id, String reason) {
    var channel = open.get(id);
    if (channel != null && channel.host().equals(host)) {
      channel.end(reason);
    }
  }

  void hostLeft(UUID host) {
    open.values().stream()
        .filter(channel -> channel.host().equals(host))
        .forEach(channel -> channel.end("the host has left"));
  }

  static ByteBuffer frame(UUID channel, ByteBuffer bytes) {
    var frame = ByteBuffer.allocate(ID_BYTES + bytes.remaining());
    frame.putLong(channel.getMostSignificantBits());
    frame.putLong(channel.getLeastSignificantBits());
    return frame.put(bytes).flip();
  }
}
