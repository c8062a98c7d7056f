package cairn.network.topology;

import cairn.network.port.PortId;
import java.util.Set;

/** Is told, after the commit, which ports have become up or down. */
@FunctionalInterface
public interface PortListener {
  /** Ports whose status has changed. */
  void changed(Set<PortId> ports);
}
