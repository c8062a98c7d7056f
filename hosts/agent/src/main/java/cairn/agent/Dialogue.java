package cairn.agent;

import cairn.protocol.FromHost;
import cairn.protocol.HostInfo;
import cairn.protocol.ToHost;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * What is said on a stream: Hello, Welcome, everything that is, everything that is wanted, and then
 * the changes of both. One stream at a time.
 */
final class Dialogue {
  private static final System.Logger LOG = System.getLogger(Dialogue.class.getName());
  private static final int CONSOLE_LOG_MAX = 4 << 20;

  private final HostInfo info;
  private final Hypervisor hypervisor;
  private final Guests guests;
  private final Outbox outbox;
  private final Consoles consoles;

  Dialogue(HostInfo info, Hypervisor hypervisor, Guests guests, Outbox outbox) {
    this.info = info;
    this.hypervisor = hypervisor;
    this.guests = guests;
    this.outbox = outbox;
    this.consoles = new Consoles(hypervisor);
  }

  void begin(Channel channel) throws IOException {
    channel.send(new FromHost.Hello(info));
  }

  /** Takes the answer to Hello; false when this host will not work for that cloud. */
  boolean welcomed(ToHost.Welcome welcome, Channel channel) throws IOException {
    if (foreign(welcome.cloud())) {
      LOG.log(
          Level.ERROR,
          "The guests on this host belong to cloud {0}, but the server is of cloud {1}. Remove the"
              + " guests or point the agent at its own server.",
          hypervisor.cloud().map(UUID::toString).orElse("unknown"),
          welcome.cloud());
      channel.end("the guests here belong to another cloud");
      return false;
    }
    hypervisor.belongTo(welcome.cloud());
    outbox.open();
    channel.send(new FromHost.ObservedAll(guests.statuses()));
    return true;
  }

  private boolean foreign(UUID cloud) {
    return !guests.isEmpty() && hypervisor.cloud().filter(own -> !own.equals(cloud)).isPresent();
  }

  void received(ToHost message, Channel channel) {
    switch (message) {
      case ToHost.Welcome again ->
          LOG.log(Level.WARNING, "welcomed twice, now by cloud {0}", again.cloud());
      case ToHost.WantedAll all -> guests.wantAll(all.guests());
      case ToHost.Wanted one -> guests.want(one.guest());
      case ToHost.ReadConsoleLog question ->
          Thread.startVirtualThread(() -> answer(question, channel));
      case ToHost.OpenConsole console -> consoles.open(console, channel);
      case ToHost.CloseConsole console -> consoles.close(console.channel());
    }
  }

  /** A binary frame: 16 bytes of channel id, then bytes for the console. */
  void received(ByteBuffer frame) {
    consoles.received(frame);
  }

  void ended() {
    outbox.shut();
    consoles.closeAll();
  }

  private void answer(ToHost.ReadConsoleLog question, Channel channel) {
    var text = "";
    try {
      var bytesMax = Math.clamp(question.bytesMax(), 0, CONSOLE_LOG_MAX);
      text = hypervisor.consoleLog(question.server(), bytesMax);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, () -> "console log of " + question.server(), e);
    }
    try {
      channel.send(new FromHost.ConsoleLog(question.question(), text));
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "console log not sent", e);
    }
  }
}
