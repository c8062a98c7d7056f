package cairn.protocol.network;

import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** What makes a {@link Topology} so. Implementations are safe for use by many threads. */
public interface NetworkDriver extends AutoCloseable {
  /**
   * Makes the engine's content equal to the wanted one by the smallest set of changes, and returns
   * when the engine has them; safe to repeat.
   */
  void apply(Topology wanted);

  /**
   * Calls the listener with the ids of all ports that are up, now and after each change. A port is
   * up when its host has plugged it and its flows are installed.
   */
  void onPortsUp(Consumer<Set<UUID>> listener);

  @Override
  void close();
}
